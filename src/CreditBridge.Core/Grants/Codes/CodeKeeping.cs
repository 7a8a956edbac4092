using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants.Codes;

/// <summary>The mapping tables to the student system's codes: which of ours are in use, and how they are called there.</summary>
public sealed class CodeKeeping(BridgeDbContext db, TimeProvider time)
{
    /// <summary>Our codes of a kind that a posting has or soon may have, and those that were written down before, in order.</summary>
    public async Task<IReadOnlyList<CodeInUse>> InUseAsync(CodeKind kind, CancellationToken cancellation)
    {
        var theirs = await db.SisCodes.AsNoTracking().Where(code => code.Kind == kind).ToDictionaryAsync(code => code.Ours, code => code.Theirs, StringComparer.Ordinal, cancellation);
        var used = (await UsedAsync(kind, cancellation)).Where(code => !string.IsNullOrWhiteSpace(code)).ToHashSet(StringComparer.Ordinal)!;
        return [.. used.Union(theirs.Keys).Order(StringComparer.Ordinal).Select(ours => new CodeInUse(ours!, theirs.GetValueOrDefault(ours!), used.Contains(ours), theirs.Count > 0 && !theirs.ContainsKey(ours!)))];
    }

    /// <summary>Writes a kind anew. What waits for a code is due at once.</summary>
    /// <param name="theirs">By our code; an empty text takes a code away.</param>
    /// <returns>How many were written, changed or taken away.</returns>
    /// <exception cref="IllegalMoveException">A code is too long or has signs that no code has.</exception>
    public Task<int> WriteAsync(CodeKind kind, IReadOnlyDictionary<string, string?> theirs, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandlePostings);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var known = await db.SisCodes.AsTracking().Where(code => code.Kind == kind).ToDictionaryAsync(code => code.Ours, StringComparer.Ordinal, cancellation);
            var changes = 0;
            foreach (var (ours, written) in theirs)
            {
                var code = (written ?? "").Trim();
                if (code.Length > SisCode.MostCharacters || code.Any(char.IsControl) || ours.Length is 0 or > 400)
                    throw new IllegalMoveException($"The code for '{ours}' must have at most {SisCode.MostCharacters} signs.");
                var before = known.GetValueOrDefault(ours)?.Theirs;
                if (code == (before ?? ""))
                    continue;
                var row = known.GetValueOrDefault(ours) ?? db.SisCodes.Add(new SisCode { Kind = kind, Ours = ours, Theirs = code }).Entity;
                if (code.Length == 0)
                    db.SisCodes.Remove(row);
                else
                    row.Theirs = code;
                db.AuditEntries.Add(AuditEntry.Of(actor, now, $"Code of the student system for {CodeBook.WordOf(kind)} {ours}", nameof(SisCode), row.Id, before, code.Length == 0 ? null : code));
                changes++;
            }

            if (changes > 0)
                await db.Postings.Where(posting => posting.State == PostingState.Pending && posting.Codes == null && posting.NextAttemptAt > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(posting => posting.NextAttemptAt, now), cancellation);
            return changes;
        }, cancellation);
    }

    private async Task<IEnumerable<string?>> UsedAsync(CodeKind kind, CancellationToken cancellation)
    {
        if (kind == CodeKind.Term)
            return await db.Terms.Where(term => term.IsOpen).Select(term => term.Code).ToListAsync(cancellation);
        var waiting = await db.GrantLines.Where(line => line.Posting!.State == PostingState.Pending)
            .Join(db.CreditGrants, line => line.GrantId, grant => grant.Id, (line, grant) => new { line.GradeCode, grant.Evidence, grant.RuleCode, grant.Basis }).Distinct().ToListAsync(cancellation);
        if (kind == CodeKind.Source)
            return [.. await db.Partners.Select(partner => partner.Code).ToListAsync(cancellation), .. waiting.Select(row => row.Evidence.Count > 0 ? row.Evidence[0].Partner : row.RuleCode)];
        var rules = (await db.RuleVersions.AsNoTracking().Where(version => version.State == RuleVersionState.Published).ToListAsync(cancellation)).ConvertAll(version => version.Definition);
        return kind == CodeKind.Basis
            ? [.. rules.Select(rule => rule.Basis.Kind.ToString()), .. waiting.Select(row => row.Basis?.ToString())]
            : [.. rules.SelectMany(rule => rule.Awards).SelectMany(award => award is ChoiceOf choice ? choice.Lines.Prepend(award) : [award]).Select(award => award.GradeCode), .. waiting.Select(row => row.GradeCode)];
    }
}
