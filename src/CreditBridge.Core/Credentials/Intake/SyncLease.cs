using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>
/// The right to work on one sync run, within a night or outside of one. Every transaction of the pull renews it first, and the night's with it: a worker that has lost
/// either writes nothing more. Time is the database's.
/// </summary>
public sealed class SyncLease(Guid runId, int fence, TimeSpan length, NightLease? night)
{
    private static readonly string Owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}";

    public Guid RunId => runId;

    /// <returns>The lease, or null while somebody else holds it or the run has ended.</returns>
    public static async Task<SyncLease?> TryTakeAsync(BridgeDbContext db, Guid runId, TimeSpan length, NightLease? night, CancellationToken cancellation)
    {
        var seconds = length.TotalSeconds;
        var taken = await db.SyncRuns
            .Where(run => run.Id == runId && run.IsOpen == true && (run.LeaseUntil == null || run.LeaseUntil < DateTime.UtcNow))
            .ExecuteUpdateAsync(set => set
                .SetProperty(run => run.LeaseOwner, Owner)
                .SetProperty(run => run.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(seconds))
                .SetProperty(run => run.Fence, run => run.Fence + 1), cancellation);
        if (taken == 0)
            return null;
        var fence = await db.SyncRuns.Where(run => run.Id == runId && run.LeaseOwner == Owner).Select(run => (int?)run.Fence).SingleOrDefaultAsync(cancellation);
        return fence is { } mine ? new SyncLease(runId, mine, length, night) : null;
    }

    /// <exception cref="LeaseLostException">Somebody else has it now.</exception>
    public async Task HoldAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        if (night is not null)
            await night.HoldAsync(db, cancellation);
        var seconds = length.TotalSeconds;
        var held = await db.SyncRuns
            .Where(run => run.Id == runId && run.Fence == fence && run.IsOpen == true)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(seconds)), cancellation);
        if (held == 0)
            throw new LeaseLostException();
    }

    /// <summary>Keeps the lease while something slow goes on outside of any transaction. Real time, for the lease is the database's.</summary>
    /// <exception cref="LeaseLostException">Somebody else has it now.</exception>
    public async Task KeepAsync(BridgeDbContext db, Task work, CancellationToken cancellation)
    {
        while (await Task.WhenAny(work, Task.Delay(length / 4, cancellation)) != work)
            await db.TransactAsync(() => HoldAsync(db, cancellation), cancellation);
        await work;
    }

    /// <summary>Changes the run's own row under the lease. A run that has ended with it is free for others.</summary>
    public Task UpdateAsync(BridgeDbContext db, Action<SyncRun> change, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await HoldAsync(db, cancellation);
            var run = await db.SyncRuns.AsTracking().SingleAsync(run => run.Id == runId, cancellation);
            change(run);
            if (run.State != SyncRunState.Running)
                run.LeaseUntil = null;
        }, cancellation);
}
