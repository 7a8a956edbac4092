using System.Buffers.Text;
using System.Security.Cryptography;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Connectors.Hooks;

/// <summary>Makes and ends what a partner proves its webhooks with. It is told once, and kept encrypted.</summary>
public sealed class HookSecrets(BridgeDbContext db, PartnerAccounts accounts, TimeProvider time)
{
    /// <returns>The new secret; an earlier one is worth nothing from now on.</returns>
    /// <exception cref="IllegalMoveException">Nothing is pulled from this partner.</exception>
    public async Task<string> MakeAsync(Guid partnerId, string why, Actor actor, CancellationToken cancellation)
    {
        var secret = $"cbh_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        await ChangeAsync(partnerId, why, actor, partner =>
        {
            if (partner.Connector == Partner.NoConnector)
                throw new IllegalMoveException("Nothing is pulled from this partner: a webhook would say where to look, and nobody would.");
            var had = partner.HookSecret is not null;
            partner.HookSecret = accounts.Protect(secret);
            return had ? "Webhook secret replaced" : "Webhook secret made";
        }, cancellation);
        return secret;
    }

    /// <exception cref="IllegalMoveException">It has none.</exception>
    public Task EndAsync(Guid partnerId, string why, Actor actor, CancellationToken cancellation) => ChangeAsync(partnerId, why, actor, partner =>
    {
        if (partner.HookSecret is null)
            throw new IllegalMoveException("This partner's webhooks are not taken already.");
        partner.HookSecret = null;
        return "Webhooks ended";
    }, cancellation);

    private Task ChangeAsync(Guid partnerId, string why, Actor actor, Func<Partner, string> change, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPartners);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var partner = await db.Partners.AsTracking().SingleAsync(partner => partner.Id == partnerId, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(actor, time.GetUtcNow().UtcDateTime, change(partner), nameof(Partner), partner.Id, null, null, why.Trim()));
        }, cancellation);
    }
}
