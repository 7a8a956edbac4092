using System.Globalization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Compares our ledger with the student system's: only here, only there, amounts differ. A difference that is gone closes by itself.</summary>
public sealed class Reconciling(BridgeDbContext db, ISisAdapter adapter, TranscriptReading transcripts, TimeProvider time)
{
    private const int Chunk = 1000;

    /// <summary>Compares for whoever asked; a student system that gives no answer is a run that says so.</summary>
    public async Task ReconcileRequestedAsync(CancellationToken cancellation)
    {
        foreach (var run in await db.ReconciliationRuns.Where(run => run.EndedAt == null).Select(run => run.Id).ToListAsync(cancellation))
        {
            try
            {
                await ReconcileAsync(run, cancellation);
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                await db.TransactAsync(async () =>
                {
                    db.ChangeTracker.Clear();
                    (await db.ReconciliationRuns.AsTracking().SingleAsync(row => row.Id == run, cancellation)).Fail(time.GetUtcNow().UtcDateTime, $"{adapter.Name} could not be compared: {problem.Message}");
                }, cancellation);
            }
        }
    }

    /// <returns>How many differences are open.</returns>
    public async Task<int> ReconcileAsync(CancellationToken cancellation)
    {
        var run = new ReconciliationRun { RequestedAt = time.GetUtcNow().UtcDateTime, RequestedBy = Actor.Night.Name };
        db.ReconciliationRuns.Add(run);
        await db.SaveChangesAsync(cancellation);
        return await ReconcileAsync(run.Id, cancellation);
    }

    private async Task<int> ReconcileAsync(Guid runId, CancellationToken cancellation)
    {
        var here = await ReadHereAsync(cancellation);
        var there = new Dictionary<string, SisEntry>(StringComparer.Ordinal);
        await foreach (var entry in adapter.ReadPostedAsync([.. here.Values.Where(row => IsThere(row.State)).Select(row => row.Content)], cancellation))
            there[entry.Key] = entry;
        // What was posted while we read is ours too.
        if (there.Keys.Any(key => !here.TryGetValue(key, out var row) || row.State == PostingState.Pending))
            here = await ReadHereAsync(cancellation);

        var (found, shown) = (new Dictionary<string, (DifferenceKind Kind, string Sentence)>(StringComparer.Ordinal), new List<string>());
        foreach (var (key, row) in here)
        {
            var entry = there.GetValueOrDefault(key);
            if (Difference(row.State, row.IsTakenBack, row.Content.Credits, entry) is { } difference)
                found[row.Content.Key] = difference;
            else if (entry is { IsAwaited: false } && row.State == PostingState.Posted && adapter.Capabilities.ShowsTranscript)
                shown.Add(row.Content.Key);
        }

        await transcripts.SeenAsync(shown, cancellation);

        foreach (var entry in there.Values.Where(entry => !here.ContainsKey(entry.Key)))
            found[entry.Key] = (DifferenceKind.OnlyInStudentSystem, $"The student system has it ({entry.Reference}), but no grant here does.");
        return await RecordAsync(runId, here.Count, found, cancellation);
    }

    private static (DifferenceKind, string)? Difference(PostingState state, bool isTakenBack, decimal credits, SisEntry? entry) => entry switch
    {
        null => IsThere(state) && !isTakenBack ? (DifferenceKind.OnlyHere, "Posted here, but the student system does not have it.") : null,
        _ when isTakenBack => (DifferenceKind.OnlyInStudentSystem, "Taken back here, but the student system still has it."),
        _ when state is PostingState.Pending => (DifferenceKind.OnlyInStudentSystem, "The student system has it, but here it is still to be posted, as after a restored backup: it is looked up before it is sent, and found there."),
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

    private Task<int> RecordAsync(Guid runId, int compared, Dictionary<string, (DifferenceKind Kind, string Sentence)> found, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var differences = await db.ReconciliationDifferences.AsTracking().Where(difference => difference.OpenKey != null || difference.ClosedBy != null).ToListAsync(cancellation);
            // What somebody called right stays so as long as it is the same.
            foreach (var settled in differences.Where(difference => difference.ClosedBy is not null))
            {
                if (found.TryGetValue(settled.Key, out var same) && same == (settled.Kind, settled.Sentence))
                    found.Remove(settled.Key);
            }

            var open = differences.FindAll(difference => difference.OpenKey is not null);
            foreach (var difference in open)
            {
                if (found.TryGetValue(difference.Key, out var still) && still.Kind == difference.Kind)
                {
                    difference.Sentence = still.Sentence;
                    found.Remove(difference.Key);
                }
                else
                    difference.Close(by: null, why: null, now);
            }

            foreach (var (key, (kind, sentence)) in found)
                db.ReconciliationDifferences.Add(new ReconciliationDifference { Kind = kind, Key = key, OpenKey = key, Sentence = sentence, FirstSeenAt = now });
            List<DifferenceKind> left = [.. open.Where(difference => difference.OpenKey != null).Select(difference => difference.Kind), .. found.Values.Select(difference => difference.Kind)];
            (await db.ReconciliationRuns.AsTracking().SingleAsync(run => run.Id == runId, cancellation)).End(now, compared, left);
            return left.Count;
        }, cancellation);
}
