using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>Gives credentials that waited in Unmatched to their learner: by itself once an identity is confirmed, or by a person with a reason.</summary>
public sealed class Rematching(BridgeDbContext db, TimeProvider time)
{
    public async Task RematchAsync(NightLease lease, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var partner in await db.Partners.AsNoTracking().ToListAsync(cancellation))
        {
            var waiting = await db.Credentials.AsNoTracking().Where(credential => credential.PartnerId == partner.Id && credential.LearnerId == null)
                .Where(credential => db.LearnerIdentities.Any(identity => identity.Key == credential.RecipientKey && identity.ConfirmedAt != null))
                .Select(credential => new { credential.Id, credential.RecipientKey }).ToListAsync(cancellation);
            var learners = await new LearnerMatching(db).FindAsync(partner, [.. waiting.Select(row => row.RecipientKey)], cancellation);
            foreach (var group in waiting.Where(row => learners.ContainsKey(row.RecipientKey)).GroupBy(row => learners[row.RecipientKey], row => row.Id))
            {
                await db.TransactAsync(async () =>
                {
                    db.ChangeTracker.Clear();
                    await lease.HoldAsync(db, cancellation);
                    var ids = group.ToList();
                    var matched = await db.Credentials.Where(credential => ids.Contains(credential.Id) && credential.LearnerId == null)
                        .ExecuteUpdateAsync(set => set.SetProperty(credential => credential.LearnerId, group.Key), cancellation);
                    await Touch.LearnersAsync(db, [group.Key], now, cancellation);
                    db.AuditEntries.AddRange(ids.Select(id => AuditEntry.Of(Actor.Night, now, "Credential matched", nameof(Credential), id, null, group.Key.ToString(), "An identity was confirmed")));
                    await db.SyncRuns.Where(run => run.NightRunId == lease.NightId && run.PartnerId == partner.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(run => run.Matched, run => run.Matched + matched), cancellation);
                }, cancellation);
            }
        }
    }

    /// <summary>A person says whose credential it is.</summary>
    /// <exception cref="IllegalMoveException">Somebody matched it first.</exception>
    public Task MatchAsync(Guid credentialId, Guid learnerId, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.MatchCredentials);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        var now = time.GetUtcNow().UtcDateTime;
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == learnerId, cancellation);
            var matched = await db.Credentials.Where(credential => credential.Id == credentialId && credential.LearnerId == null)
                .ExecuteUpdateAsync(set => set.SetProperty(credential => credential.LearnerId, learnerId), cancellation);
            if (matched == 0)
                throw new IllegalMoveException("This credential has a learner already.");
            await Touch.LearnersAsync(db, [learnerId], now, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Credential matched", nameof(Credential), credentialId, null, learner.StudentNumber, why.Trim()));
        }, cancellation);
    }
}
