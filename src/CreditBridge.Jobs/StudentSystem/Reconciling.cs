using System.Globalization;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Compares our ledger with the student system's: only here, only there, amounts differ. A difference that is gone closes by itself.</summary>
public sealed class Reconciling(BridgeDbContext db, ISisAdapter adapter, TimeProvider time)
{
    /// <returns>How many differences are open.</returns>
    public async Task<int> ReconcileAsync(CancellationToken cancellation)
    {
        var there = new Dictionary<string, SisEntry>(StringComparer.Ordinal);
        await foreach (var entry in adapter.ReadPostedAsync(cancellation))
            there[entry.Key] = entry;
        var here = await db.Postings.AsNoTracking()
            .Join(db.GrantLines, posting => posting.GrantLineId, line => line.Id, (posting, line) => new { line.Key, line.Credits, posting.State })
            .ToDictionaryAsync(row => row.Key, StringComparer.Ordinal, cancellation);

        var found = new Dictionary<string, (DifferenceKind Kind, string Sentence)>(StringComparer.Ordinal);
        foreach (var row in here.Values)
        {
            if (!there.TryGetValue(row.Key, out var entry))
            {
                if (row.State is PostingState.Posted or PostingState.OnTranscript)
                    found[row.Key] = (DifferenceKind.OnlyHere, "Posted here, but the student system does not have it.");
            }
            else if (entry.Credits != row.Credits)
            {
                found[row.Key] = (DifferenceKind.AmountsDiffer, string.Create(CultureInfo.InvariantCulture, $"{row.Credits:0.###} credits here, {entry.Credits:0.###} in the student system."));
            }
        }

        foreach (var row in here.Values.Where(row => there.ContainsKey(row.Key) && row.State is PostingState.Rejected or PostingState.Dead))
            found[row.Key] = (DifferenceKind.OnlyInStudentSystem, $"The student system has it, but here it is {row.State}.");
        foreach (var entry in there.Values.Where(entry => !here.ContainsKey(entry.Key)))
            found[entry.Key] = (DifferenceKind.OnlyInStudentSystem, $"The student system has it ({entry.Reference}), but no grant here does.");
        return await RecordAsync(found, cancellation);
    }

    private Task<int> RecordAsync(Dictionary<string, (DifferenceKind Kind, string Sentence)> found, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var open = await db.ReconciliationDifferences.AsTracking().Where(difference => difference.OpenKey != null).ToListAsync(cancellation);
            foreach (var difference in open)
            {
                if (found.TryGetValue(difference.Key, out var still) && still.Kind == difference.Kind)
                {
                    difference.Sentence = still.Sentence;
                    found.Remove(difference.Key);
                }
                else
                    (difference.OpenKey, difference.ClosedAt) = (null, now);
            }

            foreach (var (key, (kind, sentence)) in found)
                db.ReconciliationDifferences.Add(new ReconciliationDifference { Kind = kind, Key = key, OpenKey = key, Sentence = sentence, FirstSeenAt = now });
            return open.Count(difference => difference.OpenKey != null) + found.Count;
        }, cancellation);
}
