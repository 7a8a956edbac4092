using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Night;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Pulls one partner within a night: every page is taken with its checkpoint, problems are written on the run, and a run that crashed goes on.</summary>
public sealed partial class PartnerPull(BridgeDbContext db, CredentialIntake intake, IEnumerable<IPartnerConnector> connectors, TimeProvider time, ILogger<PartnerPull> log)
{
    /// <returns>False when the partner could not be read to its end.</returns>
    public async Task<bool> PullAsync(Guid partnerId, NightLease lease, CancellationToken cancellation)
    {
        var partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == partnerId, cancellation);
        var run = await db.SyncRuns.AsNoTracking().SingleOrDefaultAsync(run => run.NightRunId == lease.NightId && run.PartnerId == partnerId, cancellation)
            ?? await BeginAsync(partner, lease, cancellation);
        if (run.State == SyncRunState.Completed)
            return true;
        var problems = new List<string>();
        var failed = false;
        try
        {
            var connector = connectors.SingleOrDefault(connector => connector.Name == partner.Connector)
                ?? throw new InvalidOperationException($"There is no connector named '{partner.Connector}'.");
            var checkpoints = await db.SyncCheckpoints.AsNoTracking().Where(checkpoint => checkpoint.PartnerId == partnerId)
                .ToDictionaryAsync(checkpoint => checkpoint.Scope, checkpoint => checkpoint.Value, StringComparer.Ordinal, cancellation);
            var achievements = await db.Achievements.Where(achievement => achievement.PartnerId == partnerId)
                .ToDictionaryAsync(achievement => achievement.ExternalId, achievement => achievement.Id, StringComparer.Ordinal, cancellation);
            var session = new IntakeSession(partner, run.Id, achievements);
            await foreach (var page in connector.PullAsync(partner, checkpoints, cancellation))
            {
                if (page.Problem is { } problem)
                    problems.Add(problem);
                failed |= page.IsFailure;
                if (page.Records.Count > 0 || page.Checkpoints.Count > 0)
                    await intake.TakeAsync(session, page, lease, cancellation);
            }
        }
        catch (Exception outage) when (outage is not (LeaseLostException or OperationCanceledException))
        {
            LogFailure(log, partner.Code, outage);
            problems.Add(Sentences.Of(outage));
            failed = true;
        }

        await EndAsync(run.Id, failed ? SyncRunState.Failed : SyncRunState.Completed, problems, lease, cancellation);
        return !failed;
    }

    private async Task<SyncRun> BeginAsync(Partner partner, NightLease lease, CancellationToken cancellation)
    {
        var run = new SyncRun { PartnerId = partner.Id, NightRunId = lease.NightId, StartedAt = time.GetUtcNow().UtcDateTime };
        await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await lease.HoldAsync(db, cancellation);
            db.SyncRuns.Add(run);
        }, cancellation);
        return run;
    }

    private Task EndAsync(Guid runId, SyncRunState state, List<string> problems, NightLease lease, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await lease.HoldAsync(db, cancellation);
            var run = await db.SyncRuns.AsTracking().SingleAsync(run => run.Id == runId, cancellation);
            if (run.State == SyncRunState.Failed)
                run.Resume();
            foreach (var problem in problems)
                run.AddProblem(problem);
            run.End(state, time.GetUtcNow().UtcDateTime);
        }, cancellation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Partner {Partner} could not be pulled to its end")]
    private static partial void LogFailure(ILogger log, string partner, Exception outage);
}
