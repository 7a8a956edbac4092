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
    private const int Chunk = 1000;

    /// <returns>How many differences are open.</returns>
    public async Task<int> ReconcileAsync(CancellationToken cancellation)
    {
        var here = await ReadHereAsync(cancellation);
        var there = new Dictionary<string, SisEntry>(StringComparer.Ordinal);
        await foreach (var entry in adapter.ReadPostedAsync([.. here.Values.Where(row => IsThere(row.State)).Select(row => row.Content)], cancellation))
            there[entry.Key] = entry;

        var found = new Dictionary<string, (DifferenceKind Kind, string Sentence)>(StringComparer.Ordinal);
        foreach (var (key, row) in here)
        {
            var isThere = there.TryGetValue(key, out var entry);
            if (Difference(row.State, row.IsTakenBack, row.Content.Credits, isThere ? entry : null) is { } difference)
                found[row.Content.Key] = difference;
        }

        foreach (var entry in there.Values.Where(entry => !here.ContainsKey(entry.Key)))
            found[entry.Key] = (DifferenceKind.OnlyInStudentSystem, $"The student system has it ({entry.Reference}), but no grant here does.");
        return await RecordAsync(found, cancellation);
    }

    private static (DifferenceKind, string)? Difference(PostingState state, bool isTakenBack, decimal credits, SisEntry? entry) => entry switch
    {
        null => IsThere(state) && !isTakenBack ? (DifferenceKind.OnlyHere, "Posted here, but the student system does not have it.") : null,
        _ when isTakenBack => (DifferenceKind.OnlyInStudentSystem, "Taken back here, but the student system still has it."),
        _ when state is PostingState.Rejected or PostingState.Dead => (DifferenceKind.OnlyInStudentSystem, $"The student system has it, but here it is {state}."),
        { Difference: { } sentence } => (DifferenceKind.AmountsDiffer, sentence),
        _ when entry.Credits != credits => (DifferenceKind.AmountsDiffer, string.Create(CultureInfo.InvariantCulture, $"{credits:0.###} credits here, {entry.Credits:0.###} in the student system.")),
        _ => null,
    };

    private static bool IsThere(PostingState state) => state is PostingState.Posted or PostingState.OnTranscript;

    /// <summary>Our postings of credit by the key the student system knows them under. Reversals are no entries of their own: they end the one they take back.</summary>
    private async Task<Dictionary<string, (CreditPosting Content, PostingState State, bool IsTakenBack)>> ReadHereAsync(CancellationToken cancellation)
    {
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        var takenBack = (await db.Postings.Where(posting => posting.ReversesPostingId != null && (posting.State == PostingState.Posted || posting.State == PostingState.OnTranscript))
            .Select(posting => posting.ReversesPostingId!.Value).ToListAsync(cancellation)).ToHashSet();
        var here = new Dictionary<string, (CreditPosting, PostingState, bool)>(StringComparer.Ordinal);
        foreach (var ids in (await db.Postings.Where(posting => posting.ReversesPostingId == null).Select(posting => posting.Id).ToListAsync(cancellation)).Chunk(Chunk))
        {
            db.ChangeTracker.Clear();
            foreach (var row in await PostingDue.ReadAsync(db, institution, ids, cancellation))
                here[adapter.KeyOf(row.Content)] = (row.Content, row.Posting.State, takenBack.Contains(row.Posting.Id));
        }

        return here;
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
