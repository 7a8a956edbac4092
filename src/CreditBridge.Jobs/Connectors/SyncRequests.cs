using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Asks for a pull of one partner, goes on with one, stops one. While a run of the partner is open, cron, page and command all get that one: a unique key sees to it.</summary>
public sealed class SyncRequests(BridgeDbContext db, TimeProvider time)
{
    private static readonly Actor Webhook = new("A webhook", null);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>The open run, and whether this call made it.</returns>
    public async Task<(Guid Id, bool IsNew)> AskAsync(Guid partnerId, NightTrigger trigger, bool isFull, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.RunNight);
        if (await db.Partners.AnyAsync(partner => partner.Id == partnerId && partner.Connector == Partner.NoConnector, cancellation))
            throw new IllegalMoveException("Nothing is pulled from this partner: it has no connector.");
        if (await db.Partners.AnyAsync(partner => partner.Id == partnerId && partner.IsPaused, cancellation))
            throw new IllegalMoveException("This partner is paused: take the pause back in its settings first.");
        return await OpenOrNewAsync(partnerId, night: null, async run =>
        {
            (run.RequestedBy, run.IsFull) = (actor.Name, isFull);
            db.AuditEntries.Add(AuditEntry.Of(actor, Now, "Sync requested", nameof(SyncRun), run.Id, null, nameof(SyncRunState.Requested), isFull ? "everything" : "what changed"));
            await Task.CompletedTask;
        }, trigger, cancellation);
    }

    /// <summary>The night's run of a partner: its own, or one that is open already.</summary>
    internal async Task<Guid> OfNightAsync(Guid partnerId, NightLease night, CancellationToken cancellation)
    {
        if (await db.SyncRuns.AsNoTracking().SingleOrDefaultAsync(run => run.NightRunId == night.NightId && run.PartnerId == partnerId, cancellation) is not { } own)
            return (await OpenOrNewAsync(partnerId, night, _ => night.HoldAsync(db, cancellation), NightTrigger.Schedule, cancellation)).Id;
        if (own.State != SyncRunState.Failed)
            return own.Id;
        if (await db.SyncRuns.Where(run => run.PartnerId == partnerId && run.IsOpen == true).Select(run => (Guid?)run.Id).SingleOrDefaultAsync(cancellation) is { } open)
            return open;
        await ChangeAsync(own.Id, run => run.Resume(), cancellation);
        return own.Id;
    }

    /// <summary>The partner said itself that something changed.</summary>
    internal Task<(Guid Id, bool IsNew)> OfHookAsync(Guid partnerId, CancellationToken cancellation) => OpenOrNewAsync(partnerId, night: null, run =>
    {
        run.RequestedBy = Webhook.Name;
        db.AuditEntries.Add(AuditEntry.Of(Webhook, Now, "Sync requested", nameof(SyncRun), run.Id, null, nameof(SyncRunState.Requested), "what changed"));
        return Task.CompletedTask;
    }, NightTrigger.Schedule, cancellation);

    /// <exception cref="IllegalMoveException">It is open, or it has finished, or another run of the partner is open.</exception>
    public Task ResumeAsync(Guid runId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.RunNight);
        return ChangeAsync(runId, async run =>
        {
            if (await db.Partners.AnyAsync(partner => partner.Id == run.PartnerId && partner.IsPaused, cancellation))
                throw new IllegalMoveException("This partner is paused: end the pause in its settings first.");
            if (await db.SyncRuns.AnyAsync(other => other.PartnerId == run.PartnerId && other.Id != runId && other.IsOpen == true, cancellation))
                throw new IllegalMoveException("Another run of this partner is open: it reads what this one left.");
            Audit(actor, run, "Sync resumed", () => run.Resume());
        }, cancellation);
    }

    /// <exception cref="IllegalMoveException">It has ended.</exception>
    public Task CancelAsync(Guid runId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.RunNight);
        return ChangeAsync(runId, run =>
        {
            Audit(actor, run, "Sync stopped", () => run.Cancel(actor.Name, Now));
            return Task.CompletedTask;
        }, cancellation);
    }

    /// <summary>
    /// Runs that somebody must work on: asked for, due after a wait or an outage, or left by a worker that died. A failed one only while its partner has no newer one, and none of a night
    /// that is open: the night sees to those.
    /// </summary>
    internal async Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        var now = Now;
        var failed = await db.SyncRuns
            .Where(run => run.State == SyncRunState.Failed && run.ResumeAt <= now && db.Partners.Any(partner => partner.Id == run.PartnerId && !partner.IsPaused)
                && !db.SyncRuns.Any(other => other.PartnerId == run.PartnerId && (other.IsOpen == true || (other.Fence > 0 && other.StartedAt > run.StartedAt)))
                && !db.NightRuns.Any(night => night.Id == run.NightRunId && night.IsOpen == true))
            .Select(run => new { run.Id, run.PartnerId }).ToListAsync(cancellation);
        foreach (var run in failed.DistinctBy(run => run.PartnerId))
        {
            try
            {
                await ChangeAsync(run.Id, row => row.Resume(), cancellation);
            }
            catch (Exception meanwhile) when (meanwhile is DbUpdateException or IllegalMoveException && !cancellation.IsCancellationRequested)
            {
                // Somebody asked for a pull of the partner in this moment, or resumed this one: that one reads what this one left.
                db.ChangeTracker.Clear();
            }
        }

        return await db.SyncRuns
            .Where(run => run.IsOpen == true && db.Partners.Any(partner => partner.Id == run.PartnerId && !partner.IsPaused) && (run.State != SyncRunState.Waiting || run.ResumeAt <= now) && (run.LeaseUntil == null || run.LeaseUntil < DateTime.UtcNow)
                && (run.State == SyncRunState.Waiting || !db.NightRuns.Any(night => night.Id == run.NightRunId && night.IsOpen == true)))
            .OrderBy(run => run.StartedAt).Select(run => run.Id).ToListAsync(cancellation);
    }

    private async Task<(Guid Id, bool IsNew)> OpenOrNewAsync(Guid partnerId, NightLease? night, Func<SyncRun, Task> fill, NightTrigger trigger, CancellationToken cancellation)
    {
        for (var refused = 0; ;)
        {
            if (await db.SyncRuns.Where(run => run.PartnerId == partnerId && run.IsOpen == true).Select(run => (Guid?)run.Id).SingleOrDefaultAsync(cancellation) is { } open)
                return (open, false);
            var run = new SyncRun { PartnerId = partnerId, NightRunId = night?.NightId, StartedAt = Now, Trigger = trigger };
            try
            {
                await db.TransactAsync(async () =>
                {
                    db.ChangeTracker.Clear();
                    await fill(run);
                    db.SyncRuns.Add(run);
                }, cancellation);
                return (run.Id, true);
            }
            catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
            {
                // Somebody asked in the same moment: take theirs, or, if it has ended already, ask once more.
                db.ChangeTracker.Clear();
                if (++refused > 3)
                    throw;
            }
        }
    }

    private void Audit(Actor actor, SyncRun run, string what, Action move)
    {
        var before = run.State;
        move();
        db.AuditEntries.Add(AuditEntry.Of(actor, Now, what, nameof(SyncRun), run.Id, before.ToString(), run.State.ToString()));
    }

    private Task ChangeAsync(Guid runId, Action<SyncRun> change, CancellationToken cancellation) => ChangeAsync(runId, run =>
    {
        change(run);
        return Task.CompletedTask;
    }, cancellation);

    private Task ChangeAsync(Guid runId, Func<SyncRun, Task> change, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await change(await db.SyncRuns.AsTracking().SingleAsync(run => run.Id == runId, cancellation));
    }, cancellation);
}
