using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Partners;

/// <summary>What the office keeps of a partner beside its connection: the agreement, whom to ask, and what reviewers decided about its quality.</summary>
public sealed class PartnerKeeping(BridgeDbContext db, TimeProvider time)
{
    private const int MostContacts = 20;

    /// <param name="version">As the form showed it.</param>
    /// <exception cref="IllegalMoveException">Somebody changed the partner meanwhile, or the days are in the wrong order.</exception>
    public Task AgreeAsync(Guid partnerId, PartnerAgreement agreement, int version, Actor actor, CancellationToken cancellation) => ChangeAsync(partnerId, actor, (partner, now) =>
    {
        if (partner.Version != version)
            throw Partner.ChangedMeanwhile();
        if (agreement.Until < agreement.From)
            throw new IllegalMoveException("The agreement ends before it begins.");
        var before = PartnerAgreement.Of(partner);
        (partner.Agreement, partner.AgreementFrom, partner.AgreementUntil, partner.RetainRawDays) = agreement;
        return before == agreement ? null : AuditEntry.Of(actor, now, "Agreement changed", nameof(Partner), partnerId, before.ToString(), agreement.ToString());
    }, cancellation);

    /// <exception cref="IllegalMoveException">It stands there already, or there are too many.</exception>
    public Task AddContactAsync(Guid partnerId, PartnerContact contact, Actor actor, CancellationToken cancellation) => ChangeAsync(partnerId, actor, (partner, now) =>
    {
        if (partner.Contacts.Contains(contact))
            throw new IllegalMoveException("This contact stands there already.");
        if (partner.Contacts.Count >= MostContacts)
            throw new IllegalMoveException($"A partner has at most {MostContacts} contacts.");
        partner.Contacts = [.. partner.Contacts, contact];
        return AuditEntry.Of(actor, now, "Contact added", nameof(Partner), partnerId, null, Words(contact));
    }, cancellation);

    /// <exception cref="IllegalMoveException">There is no such contact any more.</exception>
    public Task RemoveContactAsync(Guid partnerId, PartnerContact contact, Actor actor, CancellationToken cancellation) => ChangeAsync(partnerId, actor, (partner, now) =>
    {
        if (!partner.Contacts.Contains(contact))
            throw new IllegalMoveException("Somebody removed or changed this contact already.");
        partner.Contacts = [.. partner.Contacts.Where(other => other != contact)];
        return AuditEntry.Of(actor, now, "Contact removed", nameof(Partner), partnerId, Words(contact), null);
    }, cancellation);

    /// <summary>A decision about the partner's quality. From this moment a partner that is not Approved leads to no automatic grant, also in a night that is under way.</summary>
    /// <param name="seen">The state that the reviewer saw.</param>
    /// <exception cref="IllegalMoveException">The state has changed meanwhile, or the decision cannot follow it, or it lacks the day of the next review.</exception>
    public Task ReviewAsync(Guid partnerId, QualityState seen, QualityState state, string criteria, string? evidence, DateOnly? nextReviewOn, Actor actor, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(criteria);
        return ChangeAsync(partnerId, actor, (partner, now) =>
        {
            var before = partner.Quality;
            if (partner.Code == Partner.UnregisteredCode)
                throw new IllegalMoveException("This partner stands for issuers that nobody has registered: a person sees each of its credentials.");
            if (before != seen)
                throw new IllegalMoveException($"{partner.Name} is {before} by now, no longer {seen}. Look again.");
            if (state is QualityState.Approved or QualityState.Provisional && nextReviewOn is null)
                throw new IllegalMoveException("Say when it is reviewed next: an approval is for a time.");
            if (nextReviewOn <= DateOnly.FromDateTime(now))
                throw new IllegalMoveException("The next review lies in the past: write a day to come.");
            db.Add(partner.Review(state, actor.Name, criteria.Trim(), evidence, nextReviewOn, now));
            return AuditEntry.Of(actor, now, "Quality reviewed", nameof(Partner), partnerId, before.ToString(), state.ToString(), criteria.Trim());
        }, cancellation);
    }

    private async Task ChangeAsync(Guid partnerId, Actor actor, Func<Partner, DateTime, AuditEntry?> change, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPartners);
        try
        {
            await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                var partner = await db.Partners.AsTracking().Include(partner => partner.QualityReviews).SingleAsync(partner => partner.Id == partnerId, cancellation);
                if (change(partner, time.GetUtcNow().UtcDateTime) is not { } entry)
                    return;
                // The row itself counts the change, so that of two decisions in one moment the second is refused.
                db.Entry(partner).State = EntityState.Modified;
                db.AuditEntries.Add(entry);
            }, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Partner.ChangedMeanwhile();
        }
    }

    private static string Words(PartnerContact contact) => string.Join(", ", new[] { contact.Name, contact.For, contact.Email, contact.Phone }.Where(part => part is not null));
}
