using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
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
public sealed partial class PostingSweep(BridgeDbContext db, ISisAdapter adapter, SisOptions options, PostedTelling telling, TimeProvider time, ILogger<PostingSweep> log)
{
    private static readonly string Owner = $"{Environment.MachineName}:{Environment.ProcessId}";

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
        var found = await adapter.FindAsync(contents.Values, cancellation);
        var counts = await SettleAsync(due, "Posting looked up", (posting, now) =>
        {
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
        }, cancellation);
        return (counts, due.Count);
    }

    private async Task<(PostingCounts, int)> SendAsync(Institution institution, CancellationToken cancellation)
    {
        var claimed = await ClaimAsync(institution, cancellation);
        if (claimed.Count == 0)
            return default;
        var contents = claimed.ConvertAll(row => row.Due.Content);
        var fences = claimed.ToDictionary(row => row.Due.Posting.Id, row => row.Fence);
        IReadOnlyList<PostingResult> results;
        try
        {
            results = await SendOnceAsync(contents, claimed[0].Due.Posting.SendBefore!.Value, cancellation);
        }
        catch (Exception outage) when (outage is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogOutage(log, adapter.Name, claimed.Count, outage);
            var lost = await SettleAsync([.. fences.Keys], "Posting lost from sight", (posting, now) =>
            {
                posting.LoseSight(fences[posting.Id], $"{adapter.Name} gave no answer: {outage.Message}", now, now + options.Settling);
                return default;
            }, cancellation);
            return (lost, claimed.Count);
        }

        var byId = claimed.Select((row, index) => (row.Due.Posting.Id, Result: results[index])).ToDictionary(pair => pair.Id, pair => pair.Result);
        var counts = await SettleAsync([.. byId.Keys], "Posting answered", (posting, _) => Write(posting, fences[posting.Id], byId[posting.Id]), cancellation);
        return (counts, claimed.Count);
    }

    /// <summary>Takes rows that are due for one send. What may not be posted any more (a revoked credential) goes to a person instead.</summary>
    private async Task<List<(PostingDue Due, int Fence)>> ClaimAsync(Institution institution, CancellationToken cancellation)
    {
        var now = Now;
        var due = await db.Postings.Where(posting => posting.State == PostingState.Pending && posting.NextAttemptAt <= now)
            // What takes credit back waits until it is known whether the credit arrived.
            .Where(posting => posting.ReversesPostingId == null || db.Postings.Any(taken => taken.Id == posting.ReversesPostingId
                && (taken.State == PostingState.Posted || taken.State == PostingState.OnTranscript || taken.State == PostingState.Rejected || taken.State == PostingState.Dead)))
            .Where(posting => posting.ReversesPostingId != null || db.Learners.Any(learner => learner.Id == posting.LearnerId && PostingDue.PermittedStandings.Contains(learner.Standing)))
            .OrderBy(posting => posting.NextAttemptAt).ThenBy(posting => posting.Id).Take(adapter.Capabilities.MostInBatch)
            .Select(posting => posting.Id).ToListAsync(cancellation);
        if (due.Count == 0)
            return [];
        try
        {
            return await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                var rows = await PostingDue.ReadAsync(db, institution, due, cancellation);
                var revoked = await RevokedAsync([.. rows.Select(row => row.Posting.GrantLineId)], cancellation);
                var open = (await db.Terms.Where(term => term.IsOpen).Select(term => term.Code).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
                // The database's own clock: it decides when a claim has lapsed.
                var leaseFrom = DateTime.SpecifyKind(await db.Institutions.Select(_ => DateTime.UtcNow).FirstAsync(cancellation), DateTimeKind.Utc);
                var claimed = new List<(PostingDue, int)>();
                foreach (var row in rows.Where(row => row.Posting.State == PostingState.Pending))
                {
                    var obstacle = row.Taken is not null ? ReversalObstacle(row)
                        : row.IsReversed ? "The credit was reversed before it was sent."
                        : revoked.Contains(row.Posting.GrantLineId) ? "A credential behind this credit was revoked or suspended after it was granted: it stays here until that is decided."
                        : !open.Contains(row.Posting.TermCode) ? $"Term {row.Posting.TermCode} is not open: post it again, and it goes to the term that is."
                        : null;
                    obstacle ??= row.Posting.Attempts >= options.MostAttempts ? $"Not posted after {row.Posting.Attempts} attempts. Last: {row.Posting.LastError}" : null;
                    if (obstacle is null)
                    {
                        claimed.Add((row, row.Posting.Claim(Owner, leaseFrom + options.Lease, now + options.Send)));
                        continue;
                    }

                    row.Posting.GiveUp(obstacle);
                    Record(row.Posting, PostingState.Pending, "Posting given to a person");
                }

                return claimed;
            }, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another sweep claimed some of them first; the next call reads again.
            db.ChangeTracker.Clear();
            return [];
        }
    }

    private string? ReversalObstacle(PostingDue row) => row.Taken switch
    {
        PostingState.Rejected => "The student system refused the credit: there is nothing to take back.",
        PostingState.Dead => "Whether the credit arrived is not known: look there, take it back by hand if it did, then say so.",
        _ => adapter.Capabilities.CanReverse ? null : $"{adapter.Name} takes nothing back by itself: do it there by hand, then say so.",
    };

    private async Task<HashSet<Guid>> RevokedAsync(List<Guid> grantLines, CancellationToken cancellation)
    {
        var evidence = await db.GrantLines.Where(line => EF.Parameter(grantLines).Contains(line.Id))
            .Join(db.CreditGrants, line => line.GrantId, grant => grant.Id, (line, grant) => new { line.Id, grant.Evidence }).ToListAsync(cancellation);
        var ids = evidence.SelectMany(row => row.Evidence.Select(item => item.CredentialId)).Distinct().ToList();
        var revoked = (await db.Credentials.Where(credential => EF.Parameter(ids).Contains(credential.Id) && (credential.Status == CredentialStatus.Revoked || credential.Status == CredentialStatus.Suspended))
            .Select(credential => credential.Id).ToListAsync(cancellation)).ToHashSet();
        return [.. evidence.Where(row => row.Evidence.Any(item => revoked.Contains(item.CredentialId))).Select(row => row.Id)];
    }

    private async Task<IReadOnlyList<PostingResult>> SendOnceAsync(List<CreditPosting> contents, DateTime sendBefore, CancellationToken cancellation)
    {
        var found = adapter.Capabilities.CanLookUp ? await adapter.FindAsync(contents, cancellation) : new Dictionary<string, SisEntry>();
        var missing = contents.FindAll(content => !found.ContainsKey(adapter.KeyOf(content)));
        var sent = missing.Count == 0 ? [] : await adapter.PostAsync(missing, sendBefore, cancellation);
        var results = missing.Zip(sent).ToDictionary(pair => pair.First.Key, pair => pair.Second);
        return contents.ConvertAll(content => results.TryGetValue(content.Key, out var result) ? result
            : ResultOf(found[adapter.KeyOf(content)]));
    }

    private static PostingResult ResultOf(SisEntry entry) =>
        entry.IsAwaited ? new PostingResult.Sent() : entry.Rejection is { } reason ? new PostingResult.Rejected(reason) : new PostingResult.AlreadyPosted(entry.Reference, entry.Difference);

    private PostingCounts Write(Posting posting, int fence, PostingResult result)
    {
        switch (result)
        {
            case PostingResult.Posted posted:
                posting.Post(fence, posted.Reference, Now);
                return new(1, 0);
            case PostingResult.AlreadyPosted posted:
                posting.Post(fence, posted.Reference, Now);
                return new(1, 0);
            case PostingResult.Sent:
                posting.HandOver(fence, Now, Now + options.Poll);
                return default;
            case PostingResult.Rejected rejected:
                posting.Reject(fence, rejected.Reason);
                return new(0, 1);
            case PostingResult.NotSent notSent:
                posting.NotSent(fence, notSent.Reason, Now.AddMinutes(Math.Pow(2, posting.Attempts)));
                return default;
            default:
                throw new InvalidOperationException($"{result} is no posting result.");
        }
    }

    /// <summary>Writes outcomes, with audit, disclosure and numbers, in one transaction; again from the rows when another sweep wrote first.</summary>
    private async Task<PostingCounts> SettleAsync(List<Guid> ids, string action, Func<Posting, DateTime, PostingCounts> settle, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await TrySettleAsync(ids, action, settle, cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private Task<PostingCounts> TrySettleAsync(List<Guid> ids, string action, Func<Posting, DateTime, PostingCounts> settle, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var (counts, posted) = (default(PostingCounts), new List<Guid>());
            foreach (var posting in await db.Postings.AsTracking().Where(posting => EF.Parameter(ids).Contains(posting.Id)).ToListAsync(cancellation))
            {
                var before = posting.State;
                try
                {
                    counts += settle(posting, Now);
                }
                catch (IllegalMoveException stale)
                {
                    LogStale(log, posting.Id, stale.Message);
                    continue;
                }

                if (posting.State == before)
                    continue;
                Record(posting, before, action);
                if (posting.State == PostingState.Posted)
                    posted.Add(posting.GrantLineId);
            }

            await telling.TellAsync(posted, cancellation);

            // Counted with what it counts: whoever sweeps while a night is open, sweeps for it.
            await db.NightRuns.Where(night => night.IsOpen == true).ExecuteUpdateAsync(set => set
                .SetProperty(night => night.Posted, night => night.Posted + counts.Posted)
                .SetProperty(night => night.Rejected, night => night.Rejected + counts.Rejected), cancellation);
            return counts;
        }, cancellation);

    private void Record(Posting posting, PostingState before, string action)
    {
        db.AuditEntries.Add(AuditEntry.Of(Actor.Night, Now, action, nameof(Posting), posting.Id, before.ToString(), posting.State.ToString(), posting.LastError));
        // Disclosed when it left, whatever came of it; not again when a look-up tells what came of it.
        if (before != PostingState.Sending || posting.State is PostingState.Pending)
            return;
        db.DisclosureEntries.Add(DisclosureEntry.Of(posting.LearnerId, Now, $"Student system ({adapter.Name})", "Posting of granted credit", "Student number, course, credits, credential title", Actor.Night));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Adapter} gave no answer for {Count} postings: they are Unknown until looked up")]
    private static partial void LogOutage(ILogger log, string adapter, int count, Exception outage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outcome for posting {Posting} refused: {Why}")]
    private static partial void LogStale(ILogger log, Guid posting, string why);
}
