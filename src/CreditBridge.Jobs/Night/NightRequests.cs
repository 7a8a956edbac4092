using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Night;

/// <summary>Asks for a night. While one is open, cron, page and command all get that one: a unique key sees to it.</summary>
public sealed class NightRequests(BridgeDbContext db, TimeProvider time)
{
    /// <returns>The open night, and whether this call made it.</returns>
    public async Task<(Guid Id, bool IsNew)> RequestAsync(NightTrigger trigger, Actor actor, CancellationToken cancellation)
    {
        for (var refused = 0; ;)
        {
            if (await OpenAsync(cancellation) is { } open)
                return (open, false);
            var now = time.GetUtcNow().UtcDateTime;
            var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
            var night = new NightRun { LocalOn = institution.LocalDate(now), Trigger = trigger, RequestedBy = actor.Name, RequestedAt = now };
            try
            {
                await db.TransactAsync(() =>
                {
                    db.ChangeTracker.Clear();
                    db.NightRuns.Add(night);
                    db.AuditEntries.Add(AuditEntry.Of(actor, now, "Night requested", nameof(NightRun), night.Id, null, nameof(NightState.Requested), trigger.ToString()));
                    return Task.CompletedTask;
                }, cancellation);
                return (night.Id, true);
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

    /// <summary>The scheduled night of today's local date, unless that date has had its own: it runs once for a date, whatever the clock does.</summary>
    public async Task<Guid?> RequestScheduledAsync(CancellationToken cancellation)
    {
        var institution = await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (institution is null)
            return null;
        var today = institution.LocalDate(time.GetUtcNow().UtcDateTime);
        if (await db.NightRuns.AnyAsync(night => night.LocalOn == today && night.Trigger == NightTrigger.Schedule, cancellation))
            return null;
        return (await RequestAsync(NightTrigger.Schedule, Actor.Night, cancellation)).Id;
    }

    public Task<Guid?> OpenAsync(CancellationToken cancellation) =>
        db.NightRuns.Where(night => night.IsOpen == true).Select(night => (Guid?)night.Id).SingleOrDefaultAsync(cancellation);
}
