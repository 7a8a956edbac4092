using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>The language a learner chose: letters follow it too.</summary>
public sealed class LearnerLanguage(BridgeDbContext db, TimeProvider time)
{
    public Task ChooseAsync(Guid learnerId, string language, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ViewOwnRecord);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var learner = await db.Learners.AsTracking().SingleAsync(learner => learner.Id == learnerId, cancellation);
            if (learner.Language == language)
                return;
            db.AuditEntries.Add(AuditEntry.Of(actor, time.GetUtcNow().UtcDateTime, "Language chosen", nameof(Learner), learner.Id, learner.Language, language));
            learner.Language = language;
        }, cancellation);
    }
}
