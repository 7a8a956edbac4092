using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Connectors.Hooks;

/// <summary>
/// Turns waiting webhooks into one pull of what changed. A webhook is done when a pull has ended that began after it came: what the pull took is what the partner said, whatever the webhook claims.
/// </summary>
public sealed class HookSweep(BridgeDbContext db, SyncRequests requests, TimeProvider time)
{
    private const int AtOnce = 500;

    /// <summary>Partners repeat a webhook for weeks; so long a repeat is known as one.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(40);

    /// <summary>However many come, a partner is pulled no oftener for them.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Asks for a pull of each partner whose webhooks no pull answers yet.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        var now = Now;
        var waiting = await db.HookDeliveries.Where(delivery => delivery.State == HookState.Waiting && delivery.DueAt <= now)
            .GroupBy(delivery => delivery.PartnerId).Select(own => new { Id = own.Key, Newest = own.Max(delivery => delivery.ReceivedAt) }).ToDictionaryAsync(own => own.Id, own => own.Newest, cancellation);
        var partners = await db.Partners.Where(partner => waiting.Keys.Contains(partner.Id)).Select(partner => new { partner.Id, partner.Connector, partner.IsPaused }).ToListAsync(cancellation);
        foreach (var partner in partners)
        {
            if (partner.Connector == Partner.NoConnector)
                await CloseAsync(partner.Id, DateTime.MaxValue, HookState.SetAside, "Nothing is pulled from this partner.", cancellation);
            else if (!partner.IsPaused && await IsFreeAsync(partner.Id, waiting[partner.Id], now, cancellation))
                await requests.OfHookAsync(partner.Id, cancellation);
        }
    }

    /// <summary>Closes what a pull has answered, and forgets what nobody repeats any more.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        // A replay of a record is a run too, but no pull: nobody ever held it.
        var answered = await db.SyncRuns.Where(run => run.State == SyncRunState.Completed && run.Fence > 0 && db.HookDeliveries.Any(delivery => delivery.PartnerId == run.PartnerId && delivery.State == HookState.Waiting))
            .GroupBy(run => run.PartnerId).Select(own => new { Partner = own.Key, Until = own.Max(run => run.StartedAt) }).ToListAsync(cancellation);
        foreach (var pull in answered)
            await CloseAsync(pull.Partner, pull.Until, HookState.Done, null, cancellation);
        var before = Now - Kept;
        await db.HookDeliveries.Where(delivery => delivery.State != HookState.Waiting && delivery.ReceivedAt < before).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>No pull is open, none answers the newest webhook, none failed and is tried again by itself, and the last one began a while ago.</summary>
    private async Task<bool> IsFreeAsync(Guid partnerId, DateTime newest, DateTime now, CancellationToken cancellation)
    {
        var last = await db.SyncRuns.AsNoTracking().Where(run => run.PartnerId == partnerId && (run.Fence > 0 || run.IsOpen == true)).OrderByDescending(run => run.StartedAt).FirstOrDefaultAsync(cancellation);
        return last is null || (last.IsOpen is null && last.ResumeAt is null && last.StartedAt < newest && last.StartedAt + Rest <= now);
    }

    private async Task CloseAsync(Guid partnerId, DateTime until, HookState state, string? why, CancellationToken cancellation)
    {
        for (var closed = AtOnce; closed == AtOnce;)
        {
            closed = await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                var deliveries = await db.HookDeliveries.AsTracking().Where(delivery => delivery.PartnerId == partnerId && delivery.State == HookState.Waiting && delivery.ReceivedAt <= until)
                    .OrderBy(delivery => delivery.ReceivedAt).Take(AtOnce).ToListAsync(cancellation);
                foreach (var delivery in deliveries)
                    delivery.Close(state, why);
                return deliveries.Count;
            }, cancellation);
        }
    }
}
