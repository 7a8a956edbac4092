using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Audit;

/// <summary>
/// The right to seal. Every sealing transaction renews it first, which locks the head's row until its end: a sealer that has lost it seals nothing more. Time is the
/// database's (<c>DateTime.UtcNow</c> inside a query becomes its own clock).
/// </summary>
internal sealed class SealLease(int fence, TimeSpan length)
{
    private static readonly string Process = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <returns>The lease, or null while somebody else holds it.</returns>
    public static async Task<SealLease?> TryTakeAsync(BridgeDbContext db, TimeSpan length, CancellationToken cancellation)
    {
        var seconds = length.TotalSeconds;
        // Each take has a name of its own: two sealers of one process must not read each other's fence.
        var owner = $"{Process}:{Guid.NewGuid():N}";
        var taken = await db.TrailHeads
            .Where(head => head.LeaseUntil == null || head.LeaseUntil < DateTime.UtcNow)
            .ExecuteUpdateAsync(set => set
                .SetProperty(head => head.LeaseOwner, owner)
                .SetProperty(head => head.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(seconds))
                .SetProperty(head => head.Fence, head => head.Fence + 1), cancellation);
        if (taken == 0)
            return null;
        var fence = await db.TrailHeads.Where(head => head.LeaseOwner == owner).Select(head => (int?)head.Fence).SingleOrDefaultAsync(cancellation);
        return fence is { } mine ? new SealLease(mine, length) : null;
    }

    /// <summary>Renews the lease; call it first in every transaction of the sealer.</summary>
    /// <exception cref="SealLeaseLostException">Somebody else has it now.</exception>
    public async Task HoldAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var seconds = length.TotalSeconds;
        if (await db.TrailHeads.Where(head => head.Fence == fence).ExecuteUpdateAsync(set => set.SetProperty(head => head.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(seconds)), cancellation) == 0)
            throw new SealLeaseLostException();
    }

    public Task ReleaseAsync(BridgeDbContext db, CancellationToken cancellation) =>
        db.TrailHeads.Where(head => head.Fence == fence).ExecuteUpdateAsync(set => set.SetProperty(head => head.LeaseUntil, (DateTime?)null), cancellation);
}
