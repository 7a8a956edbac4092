using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CreditBridge.Core.Tables;

/// <summary>
/// Takes a table into the database, one entity a row: new, changed, same or rejected with a reason. One bad row never loses the others, nothing is ever deleted, and
/// what a row does is saved whole or not at all. A dry run does all of it but the saving.
/// </summary>
public abstract class TableImport(BridgeDbContext db, TimeProvider time)
{
    private const int RowsAtOnce = 500;

    /// <summary>What the rows are, in the plural: 'courses'.</summary>
    public abstract string Kind { get; }

    /// <summary>Every column that is read, those that are needed first.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    protected abstract IReadOnlyList<string> Needed { get; }

    protected BridgeDbContext Db => db;

    protected DateTime Now { get; private set; }

    /// <exception cref="InvalidDataException">The table lacks a column.</exception>
    public async Task<ImportResult> ImportAsync(Table table, bool isDryRun, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ImportData);
        table.Demand(Needed);
        Now = time.GetUtcNow().UtcDateTime;
        var (results, seen) = (new List<ImportedRow>(table.Rows.Count), new Dictionary<string, int>(StringComparer.Ordinal));
        var rows = new List<TableRow>(RowsAtOnce);
        foreach (var row in table.Rows)
        {
            if (Refused(row, seen) is { } refused)
                results.Add(refused);
            else
                rows.Add(row);
            if (rows.Count == RowsAtOnce)
                await TakeAsync();
        }

        await TakeAsync();
        return new ImportResult([.. results.OrderBy(row => row.Line)], isDryRun);

        async Task TakeAsync()
        {
            results.AddRange(await TakeAllAsync(rows, isDryRun, actor, cancellation));
            rows.Clear();
        }
    }

    /// <summary>What the row is about: the same twice in one file is refused.</summary>
    /// <exception cref="FormatException">The row does not say.</exception>
    protected abstract string KeyOf(TableRow row);

    /// <summary>Reads what the rows are compared with.</summary>
    protected abstract Task PrepareAsync(IReadOnlyCollection<TableRow> rows, CancellationToken cancellation);

    /// <summary>Reads the whole row first, then makes or changes its entity.</summary>
    /// <exception cref="FormatException">The row can't be taken; nothing of it was changed.</exception>
    protected abstract object Take(TableRow row);

    /// <summary>Called once the outcome is known: somebody is touched, say.</summary>
    protected virtual void Taken(object entity, ImportOutcome outcome)
    {
    }

    /// <summary>Whom the rows touch, in their own transaction; not in a dry run.</summary>
    protected virtual Task SettleAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The row made something beside its entity.</summary>
    protected virtual bool HasMore(object entity) => false;

    private ImportedRow? Refused(TableRow row, Dictionary<string, int> seen)
    {
        try
        {
            if (row.Problem is { } problem)
                throw new FormatException(problem);
            var key = KeyOf(row);
            return seen.TryAdd(key, row.Line) ? null : throw new FormatException($"{key} stands in line {seen[key]} already.");
        }
        catch (FormatException problem)
        {
            return new ImportedRow(row.Line, ImportOutcome.Rejected, problem.Message, null);
        }
    }

    private async Task<List<ImportedRow>> TakeAllAsync(List<TableRow> rows, bool isDryRun, Actor actor, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return [];
        try
        {
            return isDryRun ? await TakeBatchAsync(rows, actor, cancellation) : await db.TransactAsync(() => SaveBatchAsync(rows, actor, cancellation), cancellation);
        }
        catch (DbUpdateException problem) when (rows.Count == 1)
        {
            return [new ImportedRow(rows[0].Line, ImportOutcome.Rejected, $"It could not be saved: {problem.GetBaseException().Message}", KeyOf(rows[0]))];
        }
        catch (DbUpdateException)
        {
            var results = new List<ImportedRow>();
            foreach (var row in rows)
                results.AddRange(await TakeAllAsync([row], isDryRun, actor, cancellation));
            return results;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<List<ImportedRow>> SaveBatchAsync(List<TableRow> rows, Actor actor, CancellationToken cancellation)
    {
        var results = await TakeBatchAsync(rows, actor, cancellation);
        await SettleAsync(cancellation);
        return results;
    }

    private async Task<List<ImportedRow>> TakeBatchAsync(List<TableRow> rows, Actor actor, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await PrepareAsync(rows, cancellation);
        var results = rows.ConvertAll(row => TakeOne(row, actor));
        var made = results.Count(row => row.Outcome == ImportOutcome.New);
        if (made > 0)
            db.AuditEntries.Add(AuditEntry.Of(actor, Now, "Rows imported", Kind, Guid.Empty, null, $"{made} new"));
        return results;
    }

    private ImportedRow TakeOne(TableRow row, Actor actor)
    {
        var key = KeyOf(row);
        try
        {
            var entity = Take(row);
            var entry = db.Entry(entity);
            var outcome = entry.State == EntityState.Added ? ImportOutcome.New : entry.State == EntityState.Modified || HasMore(entity) ? ImportOutcome.Changed : ImportOutcome.Same;
            if (outcome == ImportOutcome.Changed)
                Audit(entry, key, actor);
            Taken(entity, outcome);
            return new ImportedRow(row.Line, outcome, null, key, TitleOf(row));
        }
        catch (FormatException problem)
        {
            return new ImportedRow(row.Line, ImportOutcome.Rejected, problem.Message, key);
        }
    }

    /// <summary>The course's title, the programme's name, the learner's.</summary>
    private static string? TitleOf(TableRow row) => row.TextOrNull("title", int.MaxValue) ?? row.TextOrNull("name", int.MaxValue) ?? ($"{row["given_name"]} {row["family_name"]}".Trim() is { Length: > 0 } name ? name : null);

    private void Audit(EntityEntry entry, string key, Actor actor)
    {
        var changed = entry.Properties.Where(property => property.IsModified).OrderBy(property => property.Metadata.Name, StringComparer.Ordinal).ToList();
        db.AuditEntries.Add(AuditEntry.Of(
            actor, Now, "Changed by an import", entry.Metadata.ClrType.Name, (Guid)entry.Property("Id").CurrentValue!,
            string.Join("; ", changed.Select(property => $"{property.Metadata.Name}: {Text(property.OriginalValue)}")),
            string.Join("; ", changed.Select(property => $"{property.Metadata.Name}: {Text(property.CurrentValue)}")), key));
    }

    private static string Text(object? value) => value switch
    {
        IEnumerable<string> texts => string.Join(", ", texts),
        decimal number => number.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture),
        _ => TableWriting.Text(value),
    };
}
