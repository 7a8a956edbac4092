using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Credentials.Verifying;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Partners;

/// <summary>Says which issuers sign for a partner. What they signed is trusted, or no longer, in the same transaction.</summary>
public sealed class IssuerRegistering(BridgeDbContext db, TimeProvider time)
{
    private const int MostCharacters = 400;
    private const int MostIssuers = 100;

    /// <exception cref="IllegalMoveException">It is no issuer id, or a partner has it already; the message says which.</exception>
    public Task AddAsync(Guid partnerId, string issuer, string why, Actor actor, CancellationToken cancellation) => ChangeAsync(partnerId, why, actor, async (partner, now) =>
    {
        var id = issuer.Trim();
        if (!IsIssuer(id))
            throw new IllegalMoveException("An issuer id is a DID, such as did:web:badges.example.edu, or an address that begins with https://, as it stands in its credentials.");
        if (partner.Code == Partner.UnregisteredCode)
            throw new IllegalMoveException("This partner stands for issuers that nobody has registered: register the issuer with a partner of its own.");
        if ((await IssuerRegister.ReadAsync(db, cancellation)).PartnerOf(id) is { } owner)
            throw new IllegalMoveException($"{id} stands in the register of {(owner == partner.Id ? "this partner" : await db.Partners.Where(other => other.Id == owner).Select(other => other.Name).SingleAsync(cancellation))} already.");
        if (partner.Issuers.Count >= MostIssuers)
            throw new IllegalMoveException($"A partner has at most {MostIssuers} issuers.");
        partner.Issuers = [.. partner.Issuers, id];
        await db.SaveChangesAsync(cancellation);
        await MoveAsync(partner, id, actor, now, cancellation);
        await TrustAsync(partner, id, now, cancellation);
        return ("Issuer registered", null, id);
    }, cancellation);

    /// <exception cref="IllegalMoveException">The partner has no such issuer.</exception>
    public Task RemoveAsync(Guid partnerId, string issuer, string why, Actor actor, CancellationToken cancellation) => ChangeAsync(partnerId, why, actor, async (partner, now) =>
    {
        if (!partner.Issuers.Contains(issuer))
            throw new IllegalMoveException($"{issuer} does not stand in the register of {partner.Name}.");
        partner.Issuers = [.. partner.Issuers.Where(other => other != issuer)];
        await db.SaveChangesAsync(cancellation);
        await TrustAsync(partner, issuer, now, cancellation);
        return ("Issuer removed", issuer, null);
    }, cancellation);

    private Task ChangeAsync(Guid partnerId, string why, Actor actor, Func<Partner, DateTime, Task<(string Action, string? Before, string? After)>> change, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPartners);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            // One change of the register at a time: an issuer must not be given to two partners in one moment.
            await db.Institutions.ExecuteUpdateAsync(set => set.SetProperty(institution => institution.Name, institution => institution.Name), cancellation);
            var now = time.GetUtcNow().UtcDateTime;
            var partner = await db.Partners.AsTracking().SingleAsync(partner => partner.Id == partnerId, cancellation);
            var (action, before, after) = await change(partner, now);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, action, nameof(Partner), partner.Id, before, after, why.Trim()));
        }, cancellation);
    }

    /// <summary>Badges that learners brought while nobody had registered their issuer are this partner's from now on.</summary>
    private async Task MoveAsync(Partner partner, string issuer, Actor actor, DateTime now, CancellationToken cancellation)
    {
        var waiting = await db.Credentials.AsTracking()
            .Where(credential => credential.IssuerId == issuer && db.Partners.Any(other => other.Id == credential.PartnerId && other.Code == Partner.UnregisteredCode)).ToListAsync(cancellation);
        await new BadgeAdoption(db, now).RegisteredAsync(partner.Id, waiting, actor, "Its issuer was registered", cancellation);
    }

    private async Task TrustAsync(Partner partner, string issuer, DateTime now, CancellationToken cancellation)
    {
        var register = await IssuerRegister.ReadAsync(db, cancellation);
        var touched = new HashSet<Guid>();
        await foreach (var credential in db.Credentials.AsTracking().Where(credential => credential.PartnerId == partner.Id && credential.IssuerId == issuer && credential.Verification == VerificationState.Valid)
            .AsAsyncEnumerable().WithCancellation(cancellation))
        {
            credential.Trust(register.Trusts(credential), partner.Name, now);
            if (credential.LearnerId is { } learner)
                touched.Add(learner);
        }

        await Touch.LearnersAsync(db, touched, now, cancellation);
    }

    private static bool IsIssuer(string id) =>
        id.Length is > 0 and <= MostCharacters && !id.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
        && (id.Split(':') is ["did", { Length: > 0 }, { Length: > 0 }, ..] || (Uri.TryCreate(id, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && id.StartsWith("https://", StringComparison.Ordinal)));
}
