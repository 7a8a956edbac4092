using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Intake;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>Confirms what a learner is called at a partner that is asked by user name. Staff do it, on evidence: a name alone proves nothing.</summary>
public sealed class UserNaming(BridgeDbContext db, TimeProvider time)
{
    private const int MostCharacters = 200;

    /// <exception cref="IllegalMoveException">It is no user name, or stands in a record already.</exception>
    public Task ConfirmAsync(Guid learnerId, Guid partnerId, string name, string evidence, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.MatchCredentials);
        ArgumentException.ThrowIfNullOrWhiteSpace(evidence);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var user = name.Trim();
            if (user.Length is 0 or > MostCharacters || user.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
                throw new IllegalMoveException("A user name has no spaces in it: write it as the learner signs in there.");
            var partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == partnerId, cancellation);
            var key = RecipientKey.User(partner.Code, user);
            var known = await db.LearnerIdentities.AsTracking().Where(identity => identity.Key == key).ToListAsync(cancellation);
            if (known.Exists(identity => identity.ConfirmedAt is not null))
                throw new IllegalMoveException(known.Exists(identity => identity.LearnerId == learnerId) ? "It is confirmed already." : $"‘{user}’ at {partner.Name} is confirmed for another learner.");
            if (known.Find(identity => identity.LearnerId == learnerId) is { } claimed)
                claimed.ConfirmedAt = now;
            else
                db.LearnerIdentities.Add(new LearnerIdentity { LearnerId = learnerId, Key = key, ConfirmedAt = now });
            await Touch.LearnersAsync(db, [learnerId], now, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "User name confirmed", nameof(Learner), learnerId, null, $"{user} at {partner.Name}", evidence.Trim()));
        }, cancellation);
    }
}
