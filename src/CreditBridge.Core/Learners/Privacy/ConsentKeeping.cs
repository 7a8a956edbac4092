using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Grants;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>What a learner allows, in the words agreed to, and takes back.</summary>
public sealed class ConsentKeeping(BridgeDbContext db, TimeProvider time)
{
    /// <summary>What a learner agrees to by making a link.</summary>
    public const string SharingText = "Whoever has the link may see my name, the credit it is for and what it was granted for, until I switch it off.";

    /// <summary>Inside the caller's transaction. What is allowed already in the same words is not written again.</summary>
    public async Task GiveAsync(Guid learnerId, ConsentKind kind, string text, Actor actor, DateTime now, CancellationToken cancellation)
    {
        if (await db.Consents.AnyAsync(consent => consent.LearnerId == learnerId && consent.Kind == kind && consent.Text == text && consent.WithdrawnAt == null, cancellation))
            return;
        var consent = new Consent { LearnerId = learnerId, Kind = kind, Text = text, GivenAt = now };
        db.Consents.Add(consent);
        db.AuditEntries.Add(AuditEntry.Of(actor, now, "Consent given", nameof(Consent), consent.Id, null, kind.ToString()));
    }

    /// <summary>Takes a consent back; without the one to share, every public link of the learner is switched off in the same transaction.</summary>
    public async Task WithdrawAsync(Guid learnerId, ConsentKind kind, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ViewOwnRecord);
        await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            foreach (var consent in await db.Consents.AsTracking().Where(consent => consent.LearnerId == learnerId && consent.Kind == kind && consent.WithdrawnAt == null).ToListAsync(cancellation))
            {
                consent.Withdraw(now);
                db.AuditEntries.Add(AuditEntry.Of(actor, now, "Consent withdrawn", nameof(Consent), consent.Id, kind.ToString(), null));
            }

            if (kind != ConsentKind.Sharing)
                return;
            foreach (var award in await db.Awards.AsTracking().Where(award => award.LearnerId == learnerId).ToListAsync(cancellation))
            {
                if (award.SwitchLink(false, now))
                    db.AuditEntries.Add(AuditEntry.Of(actor, now, "Public link switched off", nameof(CreditGrant), award.GrantId, null, null, "The learner withdrew the consent to share"));
            }
        }, cancellation);
    }
}
