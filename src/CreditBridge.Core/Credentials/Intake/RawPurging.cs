using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>
/// Forgets raw records that a partner's agreement no longer lets us keep; their hashes stay, so that the same content is known again and evidence still names it. A signed credential is not raw: it is the
/// evidence itself, and its revocation is watched by it.
/// </summary>
public sealed class RawPurging(BridgeDbContext db, TimeProvider time)
{
    private const int AtOnce = 1000;

    /// <param name="night">The night it is done in.</param>
    public async Task PurgeAsync(NightLease? night, CancellationToken cancellation)
    {
        foreach (var partner in await db.Partners.AsNoTracking().Where(partner => partner.RetainRawDays != null).OrderBy(partner => partner.Code).ToListAsync(cancellation))
        {
            while (await db.TransactAsync(() => PurgeSomeAsync(partner, night, cancellation), cancellation) > 0)
                cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task<int> PurgeSomeAsync(Partner partner, NightLease? night, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (night is not null)
            await night.HoldAsync(db, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var before = now.AddDays(-partner.RetainRawDays!.Value);
        var own = db.Credentials.Where(credential => credential.PartnerId == partner.Id && credential.Format != CredentialFormat.OpenBadges);
        var credentials = await IdsAsync(own.Where(credential => credential.TakenAt < before && credential.Payload != "").Select(credential => credential.Id), cancellation);
        var versions = await IdsAsync(db.CredentialVersions.Where(version => version.TakenAt < before && version.Payload != "" && own.Any(credential => credential.Id == version.CredentialId)).Select(version => version.Id), cancellation);
        var records = await IdsAsync(db.QuarantinedRecords.Where(record => record.PartnerId == partner.Id && record.SeenAt < before && record.Payload != "").Select(record => record.Id), cancellation);
        var count = await db.Credentials.Where(credential => EF.Parameter(credentials).Contains(credential.Id) && credential.TakenAt < before).ExecuteUpdateAsync(set => set.SetProperty(credential => credential.Payload, ""), cancellation)
            + await db.CredentialVersions.Where(version => EF.Parameter(versions).Contains(version.Id)).ExecuteUpdateAsync(set => set.SetProperty(version => version.Payload, ""), cancellation)
            + await db.QuarantinedRecords.Where(record => EF.Parameter(records).Contains(record.Id) && record.SeenAt < before).ExecuteUpdateAsync(set => set.SetProperty(record => record.Payload, "").SetProperty(record => record.Header, (string?)null), cancellation);
        if (count > 0)
            db.AuditEntries.Add(AuditEntry.Of(Actor.Night, now, "Raw records removed", nameof(Partner), partner.Id, null, $"{count}", $"The agreement lets us keep them {partner.RetainRawDays} days"));
        return count;
    }

    private static Task<List<Guid>> IdsAsync(IQueryable<Guid> due, CancellationToken cancellation) => due.OrderBy(id => id).Take(AtOnce).ToListAsync(cancellation);
}
