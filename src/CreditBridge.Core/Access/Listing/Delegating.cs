using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Access;

/// <summary>Hands one's work to a colleague of the same role for some days. A person delegates their own; an administrator may do it for somebody who fell ill.</summary>
public sealed class Delegating(BridgeDbContext db, TimeProvider time)
{
    private const int MostDays = 366;

    /// <param name="today">The institution's local date.</param>
    /// <exception cref="IllegalMoveException">The days, the colleague or the reason are not possible.</exception>
    public Task<Delegation> MakeAsync(Guid fromUserId, Guid toUserId, DateOnly firstOn, DateOnly lastOn, string reason, DateOnly today, Actor actor, CancellationToken cancellation)
    {
        DemandOwn(fromUserId, actor);
        if (string.IsNullOrWhiteSpace(reason))
            throw new IllegalMoveException("Say why: it stays in the trail.");
        if (firstOn < today || lastOn < firstOn || lastOn.DayNumber - firstOn.DayNumber > MostDays)
            throw new IllegalMoveException("Choose days from today on, the last one not before the first, and at most a year.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var from = await db.Users.SingleAsync(user => user.Id == fromUserId, cancellation);
            if (from.Role == Role.Learner || toUserId == fromUserId || !await Colleagues(db, from).AnyAsync(user => user.Id == toUserId, cancellation))
                throw new IllegalMoveException("Choose a colleague who has the same role.");
            var delegation = new Delegation { FromUserId = fromUserId, ToUserId = toUserId, FirstOn = firstOn, LastOn = lastOn, Reason = reason.Trim(), MadeBy = actor.Name, MadeAt = time.GetUtcNow().UtcDateTime };
            db.Delegations.Add(delegation);
            db.AuditEntries.Add(AuditEntry.Of(actor, delegation.MadeAt, "Work delegated", nameof(Delegation), delegation.Id, null, $"From {fromUserId} to {toUserId}, {firstOn:O} to {lastOn:O}", delegation.Reason));
            return delegation;
        }, cancellation);
    }

    /// <exception cref="IllegalMoveException">There is none, or it is not one's own.</exception>
    public Task EndAsync(Guid delegationId, Actor actor, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var delegation = await db.Delegations.AsTracking().SingleOrDefaultAsync(delegation => delegation.Id == delegationId, cancellation) ?? throw new IllegalMoveException("There is no such delegation.");
        DemandOwn(delegation.FromUserId, actor);
        if (delegation.EndedAt is not null)
            return;
        var now = time.GetUtcNow().UtcDateTime;
        delegation.End(now);
        db.AuditEntries.Add(AuditEntry.Of(actor, now, "Delegation ended", nameof(Delegation), delegation.Id));
    }, cancellation);

    public static IQueryable<User> Colleagues(BridgeDbContext db, User of) => db.Users.Where(user => user.Id != of.Id && user.Role == of.Role && user.DisabledAt == null);

    private static void DemandOwn(Guid fromUserId, Actor actor)
    {
        if (actor.UserId != fromUserId)
            actor.Demand(Permissions.ManageUsers);
    }
}
