using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Reads;

/// <summary>The right to work on one read of the student system. Time is the database's.</summary>
public sealed class SisReadLease(Guid readId, int fence, TimeSpan length)
{
    private static readonly string Owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..8]}";

    /// <returns>The lease, or null while somebody else holds it or the read has ended.</returns>
    public static async Task<SisReadLease?> TryTakeAsync(BridgeDbContext db, Guid readId, TimeSpan length, CancellationToken cancellation)
    {
        var seconds = length.TotalSeconds;
        var taken = await db.SisReads
            .Where(read => read.Id == readId && read.IsOpen == true && (read.LeaseUntil == null || read.LeaseUntil < DateTime.UtcNow))
            .ExecuteUpdateAsync(set => set
                .SetProperty(read => read.LeaseOwner, Owner)
                .SetProperty(read => read.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(seconds))
                .SetProperty(read => read.Fence, read => read.Fence + 1), cancellation);
        if (taken == 0)
            return null;
        var fence = await db.SisReads.Where(read => read.Id == readId && read.LeaseOwner == Owner).Select(read => (int?)read.Fence).SingleOrDefaultAsync(cancellation);
        return fence is { } mine ? new SisReadLease(readId, mine, length) : null;
    }

    /// <summary>Keeps the lease while the reading and the taking go on elsewhere.</summary>
    /// <exception cref="LeaseLostException">Somebody else has it now.</exception>
    public async Task KeepAsync(BridgeDbContext db, Task work, CancellationToken cancellation)
    {
        while (await Task.WhenAny(work, Task.Delay(length / 4, cancellation)) != work)
            await db.TransactAsync(() => HoldAsync(db, cancellation), cancellation);
        await work;
    }

    /// <summary>Changes the read's own row under the lease. One that has ended with it is free for others.</summary>
    /// <exception cref="LeaseLostException">Somebody else has it now.</exception>
    public Task UpdateAsync(BridgeDbContext db, Action<SisRead> change, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await HoldAsync(db, cancellation);
            var read = await db.SisReads.AsTracking().SingleAsync(read => read.Id == readId, cancellation);
            change(read);
            if (read.State != SisReadState.Running)
                read.LeaseUntil = null;
        }, cancellation);

    private async Task HoldAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var seconds = length.TotalSeconds;
        var held = await db.SisReads
            .Where(read => read.Id == readId && read.Fence == fence && read.IsOpen == true)
            .ExecuteUpdateAsync(set => set.SetProperty(read => read.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(seconds)), cancellation);
        if (held == 0)
            throw new LeaseLostException();
    }
}
