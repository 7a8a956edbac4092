using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Reads;
using CreditBridge.Core.Tables;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Reads every table first, looks whether it can be right, then takes all through the imports that take a file by hand. Nothing is ever deleted.</summary>
internal sealed class SisTaking(BridgeDbContext db, IEnumerable<ISisReader> readers, IEnumerable<TableImport> imports, CourseEnding endings, TimeProvider time)
{
    private const string Courses = "courses";

    /// <summary>So few may always go.</summary>
    private const int Few = 5;

    /// <returns>What becomes of the read's row.</returns>
    /// <exception cref="SisException">It could not be read to its end.</exception>
    /// <exception cref="InvalidDataException">A table is none that an import takes.</exception>
    public async Task<Action<SisRead>> RunAsync(SisRead read, CancellationToken cancellation)
    {
        var reader = readers.SingleOrDefault() ?? throw new SisException("Nothing is read from the student system: set Sis:Reads.");
        var tables = new List<(SisTable Source, Table Table)>();
        try
        {
            await foreach (var table in reader.ReadAsync(await StudentsAsync(cancellation), cancellation))
                tables.Add((table, table.Content.Length > 0 ? TableFile.Read(table.Name, table.Content) : throw new UnfinishedTableException($"{table.Name} is empty: nothing was taken.")));
        }
        catch (UnfinishedTableException unfinished)
        {
            return row => row.Hold([], 0, unfinished.Message, time.GetUtcNow().UtcDateTime);
        }

        var courses = tables.FindAll(table => table.Source.Kind == Courses);
        var there = courses.SelectMany(table => table.Table.Rows).Select(CodeOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var unnamed = courses.Sum(table => table.Table.Rows.Count(row => CodeOf(row) is null));
        var (gone, known) = courses.Count > 0 && unnamed == 0 && courses.TrueForAll(table => table.Source.IsWhole) ? await endings.FindAsync(there, cancellation) : ([], 0);

        var doubt = DoubtOf(tables, gone.Count, known);
        var isHeld = doubt is not null && !read.IsDryRun && !(read.ConfirmedGone >= gone.Count);
        var results = await ImportAsync(tables, gone, isDryRun: read.IsDryRun || isHeld, cancellation);
        if (isHeld)
            return row => row.Hold(results, gone.Count, doubt!, time.GetUtcNow().UtcDateTime);
        if (!read.IsDryRun)
        {
            await endings.ClaimAsync(there, cancellation);
            await endings.EndAsync(gone, Actor.Night, cancellation);
        }

        var note = unnamed > 0 ? $"{unnamed:N0} rows do not say which course they are about: no course was ended." : read.IsDryRun ? doubt : null;
        return row => row.End(results, note, time.GetUtcNow().UtcDateTime);
    }

    private static string? DoubtOf(List<(SisTable Source, Table Table)> tables, int gone, int known) =>
        tables.Find(table => table.Source.IsWhole && table.Table.Rows.Count == 0) is { Source: { } empty } ? $"{empty.Name} has no rows: nothing is taken before somebody says that this is right."
        : gone > Few && gone * 10 > known ? $"{gone:N0} of {known:N0} courses are no longer there: nothing is taken before somebody says that this is right."
        : null;

    private async Task<List<ReadTable>> ImportAsync(List<(SisTable Source, Table Table)> tables, IReadOnlyList<string> gone, bool isDryRun, CancellationToken cancellation)
    {
        var results = new List<ReadTable>();
        foreach (var kind in tables.GroupBy(table => table.Source.Kind))
        {
            var import = imports.Single(import => import.Kind == kind.Key);
            var result = ReadTable.Empty(kind.Key);
            foreach (var (_, table) in kind)
                result = result.With(await import.ImportAsync(table, isDryRun, Actor.Night, cancellation));
            results.Add(kind.Key == Courses ? result.WithGone(gone) : result);
        }

        return results;
    }

    /// <summary>Even of a row that is refused: its course is there.</summary>
    private static string? CodeOf(TableRow row) => row["subject"].Length > 0 && row["number"].Length > 0 ? $"{row["subject"]} {row["number"]}".ToUpperInvariant() : null;

    /// <summary>Whoever has a credential: nobody else's transcript is asked for, one by one.</summary>
    private Task<List<string>> StudentsAsync(CancellationToken cancellation) => db.Learners
        .Where(learner => learner.MergedIntoId == null && db.Credentials.Any(credential => credential.LearnerId == learner.Id))
        .OrderBy(learner => learner.StudentNumber).Select(learner => learner.StudentNumber).ToListAsync(cancellation);
}
