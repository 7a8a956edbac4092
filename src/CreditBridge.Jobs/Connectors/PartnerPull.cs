using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Works on one sync run: every page is taken with its checkpoint, problems are written on the run, and a run that crashed, waited or failed goes on where it stood.</summary>
public sealed partial class PartnerPull(BridgeDbContext db, CredentialIntake intake, PartnerAccounts accounts, JobsOptions options, TimeProvider time, ILogger<PartnerPull> log)
{
    /// <summary>After so many tries in a row that brought nothing, the next night tries.</summary>
    private const int MostAttempts = 8;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <param name="night">The night it is done in; null: outside of one.</param>
    /// <returns>What became of it; null while somebody else works on it, or its source has asked to wait.</returns>
    /// <exception cref="LeaseLostException">Another worker took it over in the middle.</exception>
    public async Task<SyncRunState?> RunAsync(Guid runId, NightLease? night, CancellationToken cancellation)
    {
        // Whoever asks for it before its time does not make the partner's wait shorter.
        var now = Now;
        if (await db.SyncRuns.AnyAsync(row => row.Id == runId && row.State == SyncRunState.Waiting && row.ResumeAt > now, cancellation))
            return null;
        if (await SyncLease.TryTakeAsync(db, runId, TimeSpan.FromSeconds(options.LeaseSeconds), night, cancellation) is not { } lease)
            return null;
        await lease.UpdateAsync(db, run =>
        {
            if (run.State != SyncRunState.Running)
                run.Begin();
        }, cancellation);
        var run = await db.SyncRuns.AsNoTracking().SingleAsync(run => run.Id == runId, cancellation);
        var problems = new List<string>();
        var (state, wait, account, isRefused) = (SyncRunState.Completed, (TimeSpan?)null, (PartnerAccount?)null, false);
        try
        {
            var partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == run.PartnerId, cancellation);
            account = accounts.Open(partner);
            state = await PullAsync(run, account, lease, problems, cancellation);
        }
        catch (RetryLaterException later)
        {
            (state, wait) = (SyncRunState.Waiting, later.Wait);
            problems.Add(later.Message);
        }
        catch (Exception outage) when (outage is not (LeaseLostException or OperationCanceledException))
        {
            LogFailure(log, runId, outage is SourceException ? outage.Message : outage.GetType().Name);
            problems.Add(Sentences.Of(outage));
            // A secret that is refused is not tried again by itself: that could lock the account.
            (state, isRefused) = (SyncRunState.Failed, outage is SourceRefusedException);
        }

        await EndAsync(run, account, state, wait, isRefused, problems, lease, cancellation);
        return state;
    }

    private async Task<SyncRunState> PullAsync(SyncRun run, PartnerAccount account, SyncLease lease, List<string> problems, CancellationToken cancellation)
    {
        var partner = account.Partner;
        var stored = await db.SyncCheckpoints.AsNoTracking().Where(checkpoint => checkpoint.PartnerId == partner.Id).ToListAsync(cancellation);
        var checkpoints = stored.ToDictionary(checkpoint => checkpoint.Scope, checkpoint => checkpoint.Value, StringComparer.Ordinal);
        var ofThisRun = stored.Where(checkpoint => checkpoint.At > run.StartedAt).Select(checkpoint => checkpoint.Scope).ToHashSet(StringComparer.Ordinal);
        var achievements = await db.Achievements.Where(achievement => achievement.PartnerId == partner.Id)
            .ToDictionaryAsync(achievement => achievement.ExternalId, achievement => achievement.Id, StringComparer.Ordinal, cancellation);
        var session = new IntakeSession(partner, run.Id, achievements);
        var (failed, calls, retries, brought) = (false, run.Calls, run.Retries, run.New + run.Changed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var connector = accounts.ConnectorOf(partner);
        if (connector.Abilities.ByUser)
            account.Users = await UsersAsync(partner, cancellation);
        var isFull = run.IsFull || (connector.Abilities.Silent && run.NightRunId is not null && await IsBehindCreditAsync(partner.Id, cancellation));
        await using var pages = connector.PullAsync(account, new(checkpoints, isFull, Now, ofThisRun), stop.Token).Ahead(stop.Token).GetAsyncEnumerator(stop.Token);
        try
        {
            while (await NextAsync(pages, lease, cancellation))
            {
                var page = pages.Current;
                if (page.Problem is { } problem)
                    problems.Add(problem);
                failed |= page.IsFailure;
                if (page.Records.Count > 0 || page.Checkpoints.Count > 0)
                    await intake.TakeAsync(session, page, lease, cancellation);
                var isCancelled = false;
                await lease.UpdateAsync(db, row =>
                {
                    (row.Calls, row.Retries, row.Wire) = (calls + account.Wire.Calls, retries + account.Wire.Retries, account.Wire.State);
                    // Only what is new makes it worth while to try again soon.
                    if (row.New + row.Changed > brought)
                        (brought, row.Attempts) = (row.New + row.Changed, 0);
                    isCancelled = row.CancelledBy is not null;
                }, cancellation);
                if (isCancelled)
                    return SyncRunState.Cancelled;
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        return failed ? SyncRunState.Failed : SyncRunState.Completed;
    }

    private async Task<List<string>> UsersAsync(Partner partner, CancellationToken cancellation)
    {
        var prefix = RecipientKey.User(partner.Code, "");
        var keys = await db.LearnerIdentities.Where(identity => identity.ConfirmedAt != null && identity.Key.StartsWith(prefix)).Select(identity => identity.Key).ToListAsync(cancellation);
        return [.. keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Somebody who holds a credential of the partner holds credit: a revocation must not wait for the weekly sweep.</summary>
    private Task<bool> IsBehindCreditAsync(Guid partnerId, CancellationToken cancellation) => db.Credentials.AnyAsync(credential => credential.PartnerId == partnerId
        && db.CreditGrants.Any(grant => grant.LearnerId == credential.LearnerId && grant.Lines.Any(line => line.ReversedAt == null)), cancellation);

    /// <summary>The source may take its time: the lease is kept meanwhile.</summary>
    private async Task<bool> NextAsync(IAsyncEnumerator<IntakePage> pages, SyncLease lease, CancellationToken cancellation)
    {
        var next = pages.MoveNextAsync().AsTask();
        await lease.KeepAsync(db, next, cancellation);
        return await next;
    }

    private Task EndAsync(SyncRun began, PartnerAccount? account, SyncRunState state, TimeSpan? wait, bool isRefused, List<string> problems, SyncLease lease, CancellationToken cancellation) => lease.UpdateAsync(db, run =>
    {
        var now = Now;
        if (account?.Wire is { } wire)
            (run.Calls, run.Retries, run.Wire) = (began.Calls + wire.Calls, began.Retries + wire.Retries, wire.State);
        foreach (var problem in problems)
            run.AddProblem(problem);
        if (run.CancelledBy is not null && state != SyncRunState.Completed)
            run.End(SyncRunState.Cancelled, now);
        else if (state == SyncRunState.Waiting)
            run.Wait(now + wait!.Value, string.Join('\n', problems));
        else
            run.End(state, now, state == SyncRunState.Failed && !isRefused && ++run.Attempts <= MostAttempts ? now + TimeSpan.FromMinutes(Math.Min(60, 1 << (run.Attempts - 1))) : null);
    }, cancellation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sync run {Run} could not finish: {Problem}")]
    private static partial void LogFailure(ILogger log, Guid run, string problem);
}
