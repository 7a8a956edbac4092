using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Reads;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Asks for a read of the student system, and says that a held one is right. While one is open, everybody gets that one: a unique key sees to it.</summary>
public sealed class SisReads(BridgeDbContext db, TimeProvider time)
{
    /// <returns>The open read, and whether this call made it: one that was open may only look where this one wanted to take, or the other way round.</returns>
    public async Task<(Guid Id, bool IsNew)> RequestAsync(bool isDryRun, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ImportData);
        for (var refused = 0; ;)
        {
            if (await db.SisReads.Where(read => read.IsOpen == true).Select(read => (Guid?)read.Id).SingleOrDefaultAsync(cancellation) is { } open)
                return (open, false);
            var now = time.GetUtcNow().UtcDateTime;
            var read = new SisRead { RequestedAt = now, RequestedBy = actor.Name, IsDryRun = isDryRun };
            try
            {
                await db.TransactAsync(() =>
                {
                    db.ChangeTracker.Clear();
                    db.SisReads.Add(read);
                    db.AuditEntries.Add(AuditEntry.Of(actor, now, "Student system read requested", nameof(SisRead), read.Id, null, isDryRun ? "To look what would change" : "To take it"));
                    return Task.CompletedTask;
                }, cancellation);
                return (read.Id, true);
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

    /// <param name="gone">How many courses the page said would end.</param>
    /// <exception cref="IllegalMoveException">It is not held, it is another number, or there is a later read.</exception>
    public Task ConfirmAsync(Guid readId, int gone, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ImportData);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var read = await db.SisReads.AsTracking().SingleAsync(read => read.Id == readId, cancellation);
            if (await db.SisReads.AnyAsync(later => !later.IsDryRun && later.RequestedAt > read.RequestedAt, cancellation) || await db.SisReads.AnyAsync(open => open.IsOpen == true, cancellation))
                throw new IllegalMoveException("There is a later read: look at that one.");
            read.Confirm(gone, actor);
            db.AuditEntries.Add(AuditEntry.Of(actor, time.GetUtcNow().UtcDateTime, "Held read confirmed", nameof(SisRead), read.Id, nameof(SisReadState.Held), read.State.ToString(), $"{gone} courses may end"));
        }, cancellation);
    }
}
