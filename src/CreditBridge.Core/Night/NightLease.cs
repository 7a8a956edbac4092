using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Night;

/// <summary>
/// The right to work on one night. Every transaction of the night renews it first: a worker that has lost it writes nothing more. Time is the database's
/// (<c>DateTime.UtcNow</c> inside a query becomes its own clock): machines may disagree.
/// </summary>
public sealed class NightLease(Guid nightId, int fence, TimeSpan length)
{
    private static readonly string Owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}";

    public Guid NightId => nightId;

    /// <param name="length">Longer than any one transaction and any one call to a student system; after a crash the next worker waits this long.</param>
    /// <returns>The lease, or null while somebody else holds it.</returns>
    public static async Task<NightLease?> TryTakeAsync(BridgeDbContext db, Guid nightId, TimeSpan length, CancellationToken cancellation)
    {
        var seconds = length.TotalSeconds;
        var taken = await db.NightRuns
            .Where(night => night.Id == nightId && night.IsOpen == true && (night.LeaseUntil == null || night.LeaseUntil < DateTime.UtcNow))
            .ExecuteUpdateAsync(set => set
                .SetProperty(night => night.LeaseOwner, Owner)
                .SetProperty(night => night.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(seconds))
                .SetProperty(night => night.Fence, night => night.Fence + 1), cancellation);
        if (taken == 0)
            return null;
        var fence = await db.NightRuns.Where(night => night.Id == nightId && night.LeaseOwner == Owner).Select(night => (int?)night.Fence).SingleOrDefaultAsync(cancellation);
        return fence is { } mine ? new NightLease(nightId, mine, length) : null;
    }

    /// <summary>Renews the lease; call it first in every transaction of the night.</summary>
    /// <exception cref="LeaseLostException">Somebody else has it now.</exception>
    public async Task HoldAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var seconds = length.TotalSeconds;
        var held = await db.NightRuns
            .Where(night => night.Id == nightId && night.Fence == fence && night.IsOpen == true)
            .ExecuteUpdateAsync(set => set.SetProperty(night => night.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(seconds)), cancellation);
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

    /// <summary>Changes the night's own row under the lease, for its numbers and its step.</summary>
    public Task UpdateAsync(BridgeDbContext db, Action<NightRun> change, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            await HoldAsync(db, cancellation);
            var night = await db.NightRuns.AsTracking().SingleAsync(night => night.Id == nightId, cancellation);
            await db.Entry(night).ReloadAsync(cancellation);
            change(night);
        }, cancellation);
}
