using System.Text.Json;
using CreditBridge.Jobs.Connectors.Paged;
using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors.CanvasCredentials;

/// <summary>
/// Canvas Credentials (Badgr v2, now Parchment Digital Badges): an issuer's assertions by cursor, revoked and expired ones asked for. Whether it lists what changed since a moment is not documented, so each
/// pull reads everything (partners.md, 'Canvas Credentials').
/// </summary>
internal sealed class CanvasConnector : PagedConnector<CanvasSettings>
{
    public override string Name => "CanvasCredentials";

    public override string About => "Reads what an issuer awards on Canvas Credentials (Badgr, Parchment Digital Badges).";

    public override ConnectorAbilities Abilities => new(Lists: true, Revocations: true);

    protected override void Authorize(PartnerAccount account, CanvasSettings settings) => account.Wire.AuthorizeByOAuth(new(AddressOf(settings), "o/token"),
        new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = settings.User, ["password"] = settings.Password, ["client_id"] = "public", ["scope"] = "rw:issuer" });

    protected override async Task<SourcePage> ReadPageAsync(PartnerAccount account, CanvasSettings settings, string? cursor, DateTime? since, DateTime now, CancellationToken cancellation)
    {
        var first = new Uri(AddressOf(settings), $"v2/issuers/{Uri.EscapeDataString(settings.Issuer)}/assertions?num=100&include_expired=true&include_revoked=true");
        var answer = await account.Wire.GetAsync(cursor is null ? first : account.Wire.Follow(first, cursor), cancellation);
        return new(Records(account, answer.List("result", account.Partner.Name), cursor is null ? "first page" : $"page at {cursor.Split('?')[^1].Split('&')[0]}", now), answer.NextLink, answer.Sha256);
    }

    protected override IReadOnlyDictionary<string, string?> FieldsOf(CanvasSettings settings, JsonElement record) => new Dictionary<string, string?>
    {
        ["id"] = record.Text("entityId"),
        ["achievement_id"] = record.Text("badgeclass"),
        ["achievement_name"] = record.Text("badgeclassName"),
        ["recipient_email"] = record.Text("recipient", "plaintextIdentity") ?? record.Text("recipient", "identity"),
        ["issued_on"] = record.Text("issuedOn"),
        ["expires_on"] = record.Text("expires"),
        ["status"] = record.Text("revoked") == "true" ? "revoked" : "active",
        ["evidence_url"] = record.Items("evidence").Select(evidence => evidence.Text("url")).FirstOrDefault(url => url is not null),
        ["updated_at"] = record.Text("updatedAt"),
    };

    private static Uri AddressOf(CanvasSettings settings) => new($"{settings.Address.TrimEnd('/')}/");
}
