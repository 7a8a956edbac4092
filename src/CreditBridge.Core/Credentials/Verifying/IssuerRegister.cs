using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>Which partner each registered issuer signs for. Ids compare byte for byte: a DID is case-sensitive.</summary>
public sealed class IssuerRegister
{
    private readonly Dictionary<string, Guid> _partners;

    private IssuerRegister(Dictionary<string, Guid> partners) => _partners = partners;

    /// <summary>Where there is no register yet.</summary>
    public static IssuerRegister Empty { get; } = new([]);

    public static async Task<IssuerRegister> ReadAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var rows = await db.Partners.AsNoTracking().Select(partner => new { partner.Id, partner.Issuers }).ToListAsync(cancellation);
        return new(rows.SelectMany(row => row.Issuers, (row, issuer) => (issuer, row.Id)).DistinctBy(pair => pair.issuer, StringComparer.Ordinal)
            .ToDictionary(pair => pair.issuer, pair => pair.Id, StringComparer.Ordinal));
    }

    public Guid? PartnerOf(string? issuer) => issuer is not null && _partners.TryGetValue(issuer, out var partner) ? partner : null;

    public bool Trusts(Credential credential) => PartnerOf(credential.IssuerId) == credential.PartnerId;
}
