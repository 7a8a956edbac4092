using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
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

    public async Task PurgeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var partner in await db.Partners.AsNoTracking().Where(partner => partner.RetainRawDays != null).OrderBy(partner => partner.Code).ToListAsync(cancellation))
        {
            var before = now.AddDays(-partner.RetainRawDays!.Value);
            var own = db.Credentials.Where(credential => credential.PartnerId == partner.Id && credential.Format != CredentialFormat.OpenBadges);
            var count = await EachAsync(own.Where(credential => credential.TakenAt < before && credential.Payload != "").Select(credential => credential.Id), ids => db.Credentials
                .Where(credential => EF.Parameter(ids).Contains(credential.Id) && credential.TakenAt < before).ExecuteUpdateAsync(set => set.SetProperty(credential => credential.Payload, ""), cancellation), cancellation);
            count += await EachAsync(db.CredentialVersions.Where(version => version.TakenAt < before && version.Payload != "" && own.Any(credential => credential.Id == version.CredentialId)).Select(version => version.Id), ids => db.CredentialVersions
                .Where(version => EF.Parameter(ids).Contains(version.Id)).ExecuteUpdateAsync(set => set.SetProperty(version => version.Payload, ""), cancellation), cancellation);
            count += await EachAsync(db.QuarantinedRecords.Where(record => record.PartnerId == partner.Id && record.SeenAt < before && record.Payload != "").Select(record => record.Id), ids => db.QuarantinedRecords
                .Where(record => EF.Parameter(ids).Contains(record.Id) && record.SeenAt < before).ExecuteUpdateAsync(set => set.SetProperty(record => record.Payload, "").SetProperty(record => record.Header, (string?)null), cancellation), cancellation);
            if (count == 0)
                continue;
            db.AuditEntries.Add(AuditEntry.Of(Actor.Night, now, "Raw records removed", nameof(Partner), partner.Id, null, $"{count}", $"The agreement lets us keep them {partner.RetainRawDays} days"));
            await db.SaveChangesAsync(cancellation);
        }
    }

    private static async Task<int> EachAsync(IQueryable<Guid> due, Func<List<Guid>, Task<int>> purge, CancellationToken cancellation)
    {
        var count = 0;
        while (await due.OrderBy(id => id).Take(AtOnce).ToListAsync(cancellation) is { Count: > 0 } ids)
        {
            var done = await purge(ids);
            // What changed in the same moment is no longer due.
            if (done == 0)
                break;
            count += done;
        }

        return count;
    }
}
