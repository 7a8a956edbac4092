using System.Diagnostics;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Reads;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Settings;
using CreditBridge.Jobs.StudentSystem;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Night;

/// <summary>
/// Does a night: pull → verify → match → read → evaluate → post → reconcile → seal. Every step works on rows that are due, in short transactions under the night's lease, so
/// after a crash the next worker takes the night over where it stood, with its numbers.
/// </summary>
public sealed partial class NightWork(IServiceScopeFactory scopes, JobsOptions options, TimeProvider time, ILogger<NightWork> log)
{
    private static readonly TimeSpan MostVerifying = TimeSpan.FromMinutes(20);

    /// <returns>False when somebody else is working on the night.</returns>
    /// <exception cref="LeaseLostException">Another worker took it over in the middle.</exception>
    public async Task<bool> RunAsync(Guid nightId, CancellationToken cancellation)
    {
        NightLease? lease;
        await using (var scope = scopes.CreateAsyncScope())
            lease = await NightLease.TryTakeAsync(Db(scope), nightId, TimeSpan.FromSeconds(options.LeaseSeconds), cancellation);
        if (lease is null)
            return false;
        try
        {
            await UpdateAsync(lease, night =>
            {
                if (night.State == NightState.Requested)
                    night.MoveTo(NightState.Running);
                night.StartedAt ??= time.GetUtcNow().UtcDateTime;
            }, cancellation);
            var failed = await PullAsync(lease, cancellation);
            await StepAsync(lease, NightStep.Verify, VerifyAsync, cancellation);
            await StepAsync(lease, NightStep.Match, MatchAsync, cancellation);
            await StepAsync(lease, NightStep.Read, ReadAsync, cancellation);
            await StepAsync(lease, NightStep.Evaluate, EvaluateAsync, cancellation);
            await StepAsync(lease, NightStep.Post, PostAsync, cancellation);
            await StepAsync(lease, NightStep.Reconcile, ReconcileAsync, cancellation);
            await StepAsync(lease, NightStep.Check, async (services, own, cancel) =>
            {
                await services.GetRequiredService<RuleHealth>().LookAsync(cancel);
                await services.GetRequiredService<RawPurging>().PurgeAsync(own, cancel);
                await services.GetRequiredService<StaffDigest>().WriteAsync(cancel);
            }, cancellation);
            await StepAsync(lease, NightStep.Seal, SealAsync, cancellation);
            await EndAsync(lease, failed || await HasProblemsAsync(nightId, cancellation) ? NightState.Failed : NightState.Completed, null, cancellation);
        }
        catch (Exception outage) when (outage is not (LeaseLostException or OperationCanceledException))
        {
            LogFailure(log, outage);
            await EndAsync(lease, NightState.Failed, Sentences.Of(outage), cancellation);
        }

        return true;
    }

    private static BridgeDbContext Db(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<BridgeDbContext>();

    private async Task<bool> HasProblemsAsync(Guid nightId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Db(scope).NightRuns.AnyAsync(night => night.Id == nightId && night.Problems != null, cancellation);
    }

    private async Task UpdateAsync(NightLease lease, Action<NightRun> change, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await lease.UpdateAsync(Db(scope), change, cancellation);
    }

    private async Task StepAsync(NightLease lease, NightStep step, Func<IServiceProvider, NightLease, CancellationToken, Task> work, CancellationToken cancellation)
    {
        await UpdateAsync(lease, night => night.Step = step, cancellation);
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider, lease, cancellation);
    }

    /// <returns>Whether a partner could not be pulled to its end.</returns>
    private async Task<bool> PullAsync(NightLease lease, CancellationToken cancellation)
    {
        await UpdateAsync(lease, night => night.Step = NightStep.Pull, cancellation);
        List<Guid> partners;
        await using (var scope = scopes.CreateAsyncScope())
            partners = await Db(scope).Partners.Where(partner => !partner.IsPaused && partner.Connector != Partner.NoConnector).OrderBy(partner => partner.Code).Select(partner => partner.Id).ToListAsync(cancellation);
        var failed = false;
        foreach (var partner in partners)
        {
            await using var scope = scopes.CreateAsyncScope();
            var state = await PullAsync(scope.ServiceProvider, partner, lease, cancellation);
            failed |= state == SyncRunState.Failed;
            if (state == SyncRunState.Completed)
                await scope.ServiceProvider.GetRequiredService<CatalogPull>().OfNightAsync(partner, lease, cancellation);
        }

        return failed;
    }

    /// <summary>A run that somebody else works on is waited for: what it brings belongs to this night. One that its source has put off is left to its time.</summary>
    private async Task<SyncRunState> PullAsync(IServiceProvider services, Guid partner, NightLease lease, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<BridgeDbContext>();
        var run = await services.GetRequiredService<SyncRequests>().OfNightAsync(partner, lease, cancellation);
        while (true)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var stands = await db.SyncRuns.AsNoTracking().SingleAsync(row => row.Id == run, cancellation);
            if (stands.IsOpen != true || (stands.State == SyncRunState.Waiting && stands.ResumeAt > now))
                return stands.State;
            if (await services.GetRequiredService<PartnerPull>().RunAsync(run, lease, cancellation) is { } state)
                return state;
            await lease.UpdateAsync(db, _ => { }, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
        }
    }

    /// <summary>What is not verified when the time is over waits: what is new for the sweeps of the day, what was verified before for the next night. Servers that don't answer must not keep the others from their credit.</summary>
    private static async Task VerifyAsync(IServiceProvider services, NightLease lease, CancellationToken cancellation)
    {
        var sweep = services.GetRequiredService<VerificationSweep>();
        await sweep.FindGrantedAsync(lease, cancellation);
        var begun = Stopwatch.StartNew();
        while (begun.Elapsed < MostVerifying && await sweep.VerifyNextAsync(lease, cancellation) > 0)
            cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Credentials that waited for a learner whose identity has been confirmed since.</summary>
    private static async Task MatchAsync(IServiceProvider services, NightLease lease, CancellationToken cancellation) =>
        await services.GetRequiredService<Rematching>().RematchAsync(lease, cancellation);

    /// <summary>So that nothing is granted that the student system has already. One that is only looked at, or that somebody else does, is waited for.</summary>
    private async Task ReadAsync(IServiceProvider services, NightLease lease, CancellationToken cancellation)
    {
        var (db, reading) = (services.GetRequiredService<BridgeDbContext>(), services.GetRequiredService<SisReading>());
        while (reading.IsSet)
        {
            var (id, isNew) = await services.GetRequiredService<SisReads>().RequestAsync(isDryRun: false, Actor.Night, cancellation);
            await using var scope = scopes.CreateAsyncScope();
            await lease.KeepAsync(Db(scope), reading.RunAsync(id, cancellation), cancellation);
            var read = await db.SisReads.AsNoTracking().SingleAsync(read => read.Id == id, cancellation);
            if (read.IsOpen != true && (isNew || !read.IsDryRun))
            {
                if (read.State != SisReadState.Done)
                    await lease.UpdateAsync(db, night => night.AddProblem($"The student system's read is {read.State}: {read.Problem}"), cancellation);
                return;
            }

            await lease.UpdateAsync(db, _ => { }, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
        }
    }

    private async Task EvaluateAsync(IServiceProvider services, NightLease lease, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<BridgeDbContext>();
        var now = time.GetUtcNow().UtcDateTime;
        // First, so that what learners hold is settled before anything is compared with it, and posted with the rest.
        var problems = await services.GetRequiredService<HoldSweep>().SweepAsync(lease, cancellation);
        if (problems.Count > 0)
            await lease.UpdateAsync(db, night => problems.ForEach(night.AddProblem), cancellation);
        await Touch.ByTheClockAsync(db, now, cancellation);
        var due = await db.Learners.CountAsync(learner => learner.EvaluationDueAt != null, cancellation);
        await lease.UpdateAsync(db, night => night.ToEvaluate = night.Evaluated + due, cancellation);
        if (due == 0)
            return;
        var book = await PublishedBook.ReadAsync(db, cancellation);
        var evaluation = services.GetRequiredService<NightEvaluation>();
        while (await evaluation.EvaluateNextAsync(book, lease, cancellation) > 0)
            cancellation.ThrowIfCancellationRequested();
        if (evaluation.Problems.Count > 0)
            await lease.UpdateAsync(db, night => evaluation.Problems.ForEach(night.AddProblem), cancellation);
    }

    private async Task PostAsync(IServiceProvider services, NightLease lease, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<BridgeDbContext>();
        var sweep = services.GetRequiredService<PostingSweep>();
        var patience = time.GetUtcNow().UtcDateTime.AddSeconds(services.GetRequiredService<SisOptions>().PatienceSeconds);
        while (true)
        {
            if ((await sweep.NextAsync(cancellation)).More)
            {
                await lease.UpdateAsync(db, _ => { }, cancellation);
                continue;
            }

            if (await sweep.NextUnsettledAtAsync(cancellation) is not { } next || next > patience)
                break;
            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellation);
        }

        var unsettled = await db.Postings.AsNoTracking()
            .Where(posting => posting.State == PostingState.Unknown || posting.State == PostingState.Sending || (posting.State == PostingState.Pending && posting.LastError != null))
            .GroupBy(posting => new { posting.State, posting.LastError }).Select(group => new { group.Key.State, group.Key.LastError, Count = group.Count() }).ToListAsync(cancellation);
        await lease.UpdateAsync(db, night =>
        {
            night.Unknown = unsettled.Where(row => row.State != PostingState.Pending).Sum(row => row.Count);
            unsettled.ForEach(row => night.AddProblem($"{row.Count} postings are {(row.State == PostingState.Pending ? "not sent" : "unknown")}: {row.LastError}"));
        }, cancellation);
    }

    private static async Task ReconcileAsync(IServiceProvider services, NightLease lease, CancellationToken cancellation)
    {
        await services.GetRequiredService<PostingTrail>().ForgetAsync(cancellation);
        var differences = await services.GetRequiredService<Reconciling>().ReconcileAsync(cancellation);
        await lease.UpdateAsync(services.GetRequiredService<BridgeDbContext>(), night => night.Differences = differences, cancellation);
    }

    /// <summary>Last, so that the day's checkpoint holds what the night did. Where somebody else seals already, they do it.</summary>
    private async Task SealAsync(IServiceProvider services, NightLease lease, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<BridgeDbContext>();
        try
        {
            await services.GetRequiredService<Sealing>().SealAsync(TimeSpan.FromSeconds(options.LeaseSeconds), ClosingDay.Today, cancellation, () => lease.UpdateAsync(db, _ => { }, cancellation));
        }
        catch (SealLeaseLostException)
        {
            LogSealing(log);
        }
    }

    private Task EndAsync(NightLease lease, NightState state, string? problem, CancellationToken cancellation) => UpdateAsync(lease, night =>
    {
        if (problem is not null)
            night.AddProblem(problem);
        if (state == NightState.Completed)
            night.Step = NightStep.Done;
        night.MoveTo(state);
        night.EndedAt = time.GetUtcNow().UtcDateTime;
        night.PeakMegabytes = (int)(Process.GetCurrentProcess().PeakWorkingSet64 >> 20);
    }, cancellation);

    [LoggerMessage(Level = LogLevel.Error, Message = "The night could not finish")]
    private static partial void LogFailure(ILogger log, Exception outage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process has taken over sealing the trail")]
    private static partial void LogSealing(ILogger log);
}
