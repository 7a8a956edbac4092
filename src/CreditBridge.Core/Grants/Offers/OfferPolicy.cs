using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>Sets what the institution does with granted credit: accept it at once, or offer it. Offers made before keep their own last day.</summary>
public sealed class OfferPolicy(BridgeDbContext db, TimeProvider time)
{
    public const int MostDays = 365;

    /// <param name="days">0: credit is accepted as it is granted.</param>
    /// <exception cref="IllegalMoveException">A sentence for who typed it.</exception>
    public Task SetAsync(int days, bool silenceAccepts, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPolicy);
        if (days is < 0 or > MostDays)
            throw new IllegalMoveException($"An offer lasts from 1 to {MostDays} days; 0 accepts credit at once.");
        if (string.IsNullOrWhiteSpace(why))
            throw new IllegalMoveException("Say why the policy changes.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var institution = await db.Institutions.AsTracking().SingleAsync(cancellation);
            var before = OfferWords.Of(institution);
            (institution.OfferDays, institution.SilenceAccepts) = (days, silenceAccepts);
            db.AuditEntries.Add(AuditEntry.Of(actor, time.GetUtcNow().UtcDateTime, "Offer policy changed", nameof(Institution), institution.Id, before, OfferWords.Of(institution), why.Trim()));
        }, cancellation);
    }
}
