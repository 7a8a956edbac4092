using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CreditBridge.OpenBadges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Core.Grants;

/// <summary>The status lists as signed credentials, worked out from the rows when they are asked for and kept for a minute: nothing else knows what is revoked.</summary>
public sealed class RevocationLists(IServiceScopeFactory scopes, IssuerSite site, IssuingKeys keys, CredentialSigner signer, TimeProvider time)
{
    /// <summary>How long a list is served as it was.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>Who shows an older one has not asked: after this it is out of date for every verifier.</summary>
    private static readonly TimeSpan Good = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<int, (DateTime At, string Text)> _kept = [];

    /// <returns>Null when there is no such list.</returns>
    public async Task<string?> GetAsync(int number, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (_kept.TryGetValue(number, out var kept) && now - kept.At < Kept && kept.At <= now)
            return kept.Text;
        if (await MakeAsync(number, cancellation) is not { } text)
            return null;
        _kept[number] = (now, text);
        return text;
    }

    /// <summary>As it is this moment.</summary>
    /// <returns>Null when there is no such list.</returns>
    public async Task<string?> MakeAsync(int number, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
        if (number != AwardMaking.FirstList && !await db.Awards.AnyAsync(award => award.StatusList == number, cancellation))
            return null;
        var reversed = db.GrantLines.Where(line => line.ReversedAt != null).GroupBy(line => line.GrantId).Select(grant => new { GrantId = grant.Key, Lines = grant.Count() });
        var revoked = await db.Awards.Where(award => award.StatusList == number).Join(reversed, award => award.GrantId, grant => grant.GrantId, (award, grant) => new { award, grant })
            .Where(pair => pair.grant.Lines > pair.award.ReversedLines).Select(pair => pair.award.StatusIndex).ToListAsync(cancellation);

        var (now, address) = (time.GetUtcNow().UtcDateTime, site.StatusList(number));
        return await signer.SignAsync(new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
            ["id"] = address,
            ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
            ["issuer"] = site.Did,
            ["validFrom"] = AwardDocument.Moment(now),
            ["validUntil"] = AwardDocument.Moment(now + Good),
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = $"{address}#list",
                ["type"] = "BitstringStatusList",
                ["statusPurpose"] = "revocation",
                ["encodedList"] = StatusList.Encode(revoked),
            },
        }, await keys.CurrentAsync(cancellation), now, cancellation);
    }
}
