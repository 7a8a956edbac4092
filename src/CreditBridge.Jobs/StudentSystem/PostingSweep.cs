using CreditBridge.Core;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Jobs.Settings;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>
/// Moves postings that are due, a batch a call (sis.md, 'Posting'): claim → read before write → deadline → send once → outcome under the same fence.
/// A kill, a time-out or an expired claim leaves Unknown; only the look-up by key leads out of it.
/// </summary>
public sealed partial class PostingSweep(BridgeDbContext db, ISisAdapter adapter, SisOptions options, PostingClaims claims, PostingFinding finding, PostingTrail trail, PostedTelling telling, SisTalk talk, TimeProvider time, ILogger<PostingSweep> log)
{
    /// <summary>When the student system is asked again about a posting that it could not be asked about.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>What was moved, and whether anything is left that is due now.</returns>
    public async Task<(PostingCounts Counts, bool More)> NextAsync(CancellationToken cancellation)
    {
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        var lapsed = await LoseLapsedAsync(cancellation);
        var (lookedUp, lookUps) = await LookUpAsync(institution, cancellation);
        var (sent, sends) = await SendAsync(institution, cancellation);
        return (lookedUp + sent, lapsed + lookUps + sends > 0);
    }

    /// <summary>When the next posting that is being sent, or whose fate is unknown, will be due; null when there is none.</summary>
    public async Task<DateTime?> NextUnsettledAtAsync(CancellationToken cancellation)
    {
        var lease = await db.Postings.Where(posting => posting.State == PostingState.Sending).MinAsync(posting => posting.LeaseUntil, cancellation);
        var unknown = await db.Postings.Where(posting => posting.State == PostingState.Unknown).MinAsync(posting => posting.NextAttemptAt, cancellation);
        return (lease, unknown) switch
        {
            (null, _) => unknown,
            (_, null) => lease,
            _ => lease < unknown ? lease : unknown,
        };
    }

    /// <summary>Claims whose holder is gone. The lease runs by the database's clock (<c>DateTime.UtcNow</c> inside a query is its own).</summary>
    private async Task<int> LoseLapsedAsync(CancellationToken cancellation)
    {
        var lapsed = await db.Postings.Where(posting => posting.State == PostingState.Sending && posting.LeaseUntil < DateTime.UtcNow)
            .OrderBy(posting => posting.Id).Take(500).Select(posting => posting.Id).ToListAsync(cancellation);
        if (lapsed.Count > 0)
        {
            await SettleAsync(lapsed, "Posting lost from sight", (posting, _) =>
            {
                posting.LoseSight(posting.Fence, "The sender stopped before it wrote an outcome.", Now, Now);
                return default;
            }, cancellation);
        }

        return lapsed.Count;
    }

    private async Task<(PostingCounts, int)> LookUpAsync(Institution institution, CancellationToken cancellation)
    {
        var (at, canLookUp) = (Now, adapter.Capabilities.CanLookUp);
        var due = await db.Postings.Where(posting => (posting.State == PostingState.Unknown || (posting.State == PostingState.Sent && canLookUp)) && posting.NextAttemptAt <= at)
            .OrderBy(posting => posting.NextAttemptAt).Take(500).Select(posting => posting.Id).ToListAsync(cancellation);
        if (due.Count == 0)
            return default;
        if (!canLookUp)
        {
            await SettleAsync(due, "Posting given to a person", (posting, _) =>
            {
                posting.GiveUp($"{adapter.Name} cannot be asked whether it arrived: look there, then say.");
                return default;
            }, cancellation);
            return (default, due.Count);
        }

        var contents = (await PostingDue.ReadAsync(db, institution, due, cancellation)).ToDictionary(row => row.Posting.Id, row => row.Content);
        var (found, unasked) = await finding.AllAsync(contents.Values, cancellation);
        var counts = await SettleAsync(due, "Posting looked up", (posting, now) =>
        {
            if (unasked.TryGetValue(contents[posting.Id].Key, out var why))
            {
                posting.AskLater(why.Why, now + (why.WasTried ? AskAgain * 5 : AskAgain));
                return default;
            }

            if (!found.TryGetValue(adapter.KeyOf(contents[posting.Id]), out var entry))
            {
                if (posting.State == PostingState.Sent)
                    posting.LoseSight(posting.Fence, "It was handed over, and the student system does not have it.", now, now);
                else
                    posting.NotFound(now, options.Settling);
                return default;
            }

            if (entry.IsAwaited)
            {
                if (posting.State == PostingState.Sent && now - posting.HandedOverAt >= TimeSpan.FromHours(options.AcknowledgeHours))
                    posting.LoseSight(posting.Fence, "No acknowledgement came within the agreed time.", now, now + options.Poll);
                else
                    posting.Await(now + options.Poll);
                return default;
            }

            return Write(posting, posting.Fence, ResultOf(entry));
        }, cancellation, contents);
        return (counts, due.Count);
    }

    private async Task<(PostingCounts, int)> SendAsync(Institution institution, CancellationToken cancellation)
    {
        var (claimed, seen) = await claims.NextAsync(institution, cancellation);
        if (claimed.Count == 0)
            return (default, seen);
        var contents = claimed.ToDictionary(row => row.Due.Posting.Id, row => row.Due.Content);
        var fences = claimed.ToDictionary(row => row.Due.Posting.Id, row => row.Fence);
        IReadOnlyList<PostingResult> results;
        try
        {
            results = await SendOnceAsync([.. claimed.Select(row => row.Due.Content)], claimed[0].Due.Posting.SendBefore!.Value, cancellation);
        }
        catch (Exception outage) when (outage is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogOutage(log, adapter.Name, claimed.Count, outage);
            var lost = await SettleAsync([.. fences.Keys], "Posting lost from sight", (posting, now) =>
            {
                posting.LoseSight(fences[posting.Id], $"{adapter.Name} gave no answer: {outage.Message}", now, now + options.Settling);
                return default;
            }, cancellation, contents);
            return (lost, seen);
        }

        var byId = claimed.Select((row, index) => (row.Due.Posting.Id, Result: results[index])).ToDictionary(pair => pair.Id, pair => pair.Result);
        var counts = await SettleAsync([.. byId.Keys], "Posting answered", (posting, _) => Write(posting, fences[posting.Id], byId[posting.Id]), cancellation, contents);
        return (counts, seen);
    }

    private async Task<IReadOnlyList<PostingResult>> SendOnceAsync(List<CreditPosting> contents, DateTime sendBefore, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, SisEntry> found = new Dictionary<string, SisEntry>();
        try
        {
            if (adapter.Capabilities.CanLookUp)
                found = await adapter.FindAsync(contents, cancellation);
        }
        catch (Exception outage) when (outage is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return contents.ConvertAll(_ => (PostingResult)new PostingResult.NotSent($"{adapter.Name} could not be asked first, nothing was sent: {outage.Message}"));
        }

        var missing = contents.FindAll(content => !found.ContainsKey(adapter.KeyOf(content)));
        var sent = missing.Count == 0 ? [] : await adapter.PostAsync(missing, sendBefore, cancellation);
        var results = missing.Zip(sent).ToDictionary(pair => pair.First.Key, pair => pair.Second);
        return contents.ConvertAll(content => results.TryGetValue(content.Key, out var result) ? result
            : ResultOf(found[adapter.KeyOf(content)]));
    }

    private static PostingResult ResultOf(SisEntry entry) =>
        entry.IsAwaited ? new PostingResult.Sent(entry.Reference) : entry.Rejection is { } reason ? new PostingResult.Rejected(reason) : new PostingResult.AlreadyPosted(entry.Reference, entry.Difference);

    private (PostingCounts, string?) Write(Posting posting, int fence, PostingResult result)
    {
        switch (result)
        {
            case PostingResult.Posted posted:
                posting.Post(fence, posted.Reference, Now);
                return (new(1, 0), posted.Difference);
            case PostingResult.AlreadyPosted posted:
                posting.Post(fence, posted.Reference, Now);
                return (new(1, 0), posted.Difference);
            case PostingResult.Sent handed:
                posting.HandOver(fence, handed.Batch, Now, Now + options.Poll);
                return default;
            case PostingResult.Rejected rejected:
                posting.Reject(fence, rejected.Reason);
                return (new(0, 1), null);
            case PostingResult.NotSent notSent:
                posting.NotSent(fence, notSent.Reason, Now.AddMinutes(Math.Pow(2, posting.Attempts)));
                return default;
            default:
                throw new InvalidOperationException($"{result} is no posting result.");
        }
    }

    /// <summary>Writes outcomes, with audit, disclosure and numbers, in one transaction; again from the rows when another sweep wrote first.</summary>
    /// <param name="about">What was said to the student system about these is kept with them.</param>
    private async Task<PostingCounts> SettleAsync(List<Guid> ids, string action, Func<Posting, DateTime, (PostingCounts Counts, string? Difference)> settle, CancellationToken cancellation, Dictionary<Guid, CreditPosting>? about = null)
    {
        var said = PostingTrail.Heard(talk, about);
        while (true)
        {
            try
            {
                return await TrySettleAsync(ids, action, settle, said, cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private Task<PostingCounts> TrySettleAsync(List<Guid> ids, string action, Func<Posting, DateTime, (PostingCounts Counts, string? Difference)> settle, List<PostingExchange> said, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var (counts, posted, differences) = (default(PostingCounts), new List<Guid>(), new Dictionary<Guid, string>());
            foreach (var posting in await db.Postings.AsTracking().Where(posting => EF.Parameter(ids).Contains(posting.Id)).ToListAsync(cancellation))
            {
                var before = posting.State;
                try
                {
                    var (counted, difference) = settle(posting, Now);
                    counts += counted;
                    if (difference is not null)
                        differences[posting.GrantLineId] = difference;
                }
                catch (IllegalMoveException stale)
                {
                    LogStale(log, posting.Id, stale.Message);
                    continue;
                }

                if (posting.State == before)
                    continue;
                trail.Record(posting, before, action);
                if (posting.State == PostingState.Posted)
                    posted.Add(posting.GrantLineId);
            }

            db.PostingExchanges.AddRange(said);
            await trail.DifferAsync(differences, cancellation);
            await telling.TellAsync(posted, cancellation);

            // Counted with what it counts: whoever sweeps while a night is open, sweeps for it.
            await db.NightRuns.Where(night => night.IsOpen == true).ExecuteUpdateAsync(set => set
                .SetProperty(night => night.Posted, night => night.Posted + counts.Posted)
                .SetProperty(night => night.Rejected, night => night.Rejected + counts.Rejected), cancellation);
            return counts;
        }, cancellation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Adapter} gave no answer for {Count} postings: they are Unknown until looked up")]
    private static partial void LogOutage(ILogger log, string adapter, int count, Exception outage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outcome for posting {Posting} refused: {Why}")]
    private static partial void LogStale(ILogger log, Guid posting, string why);
}
