using System.Globalization;
using System.Text.Json;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors.Paged;
using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors.OpenEdx;

/// <summary>
/// An Open edX site: certificates of one user name at a time, for the names that learners have confirmed. A site can't be asked for everybody, so nothing is missing there
/// (partners.md, 'Open edX').
/// </summary>
internal sealed class OpenEdxConnector : PagedConnector<OpenEdxSettings>
{
    public override string Name => "OpenEdx";

    public override string About => "Reads certificates of an Open edX site, for learners whose user name there is confirmed.";

    public override ConnectorAbilities Abilities => new(ByUser: true, Revocations: true);

    protected override void Authorize(PartnerAccount account, OpenEdxSettings settings) => account.Wire.AuthorizeByOAuth(new(AddressOf(settings), "oauth2/access_token"),
        new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = settings.ClientId, ["client_secret"] = settings.ClientSecret, ["token_type"] = "jwt" }, scheme: "JWT");

    public override async Task<string> TestAsync(PartnerAccount account, CancellationToken cancellation)
    {
        var settings = account.Settings<OpenEdxSettings>();
        Authorize(account, settings);
        await CertificatesAsync(account, settings, "creditbridge-test", cancellation);
        return "It answers, and accepts our client.";
    }

    protected override async Task<SourcePage> ReadPageAsync(PartnerAccount account, OpenEdxSettings settings, string? cursor, DateTime? since, DateTime now, CancellationToken cancellation)
    {
        // The cursor is the name read last: names that come or go meanwhile move nothing.
        if (account.Users.FirstOrDefault(name => string.CompareOrdinal(name, cursor) > 0) is not { } user)
            return new([], null, "");
        var answer = await CertificatesAsync(account, settings, user, cancellation);
        List<IncomingRecord> records = answer is null ? [] : [.. answer.Root.EnumerateArray().Select((record, i) => Read(account, record, $"user {user}, record {i + 1}", now))];
        return new(records, account.Users[^1] == user ? null : user, answer?.Sha256 ?? "");
    }

    private static async Task<WireAnswer?> CertificatesAsync(PartnerAccount account, OpenEdxSettings settings, string user, CancellationToken cancellation)
    {
        try
        {
            var answer = await account.Wire.GetAsync(new(AddressOf(settings), $"api/certificates/v0/certificates/{Uri.EscapeDataString(user)}/"), cancellation);
            return answer.Root.ValueKind == JsonValueKind.Array ? answer : throw new SourceException($"{account.Partner.Name} sent something else than a list of certificates.");
        }
        catch (SourceMissingException)
        {
            return null;
        }
    }

    protected override IReadOnlyDictionary<string, string?> FieldsOf(OpenEdxSettings settings, JsonElement record)
    {
        var grade = record.Text("grade") is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share * 100 : (decimal?)null;
        return new Dictionary<string, string?>
        {
            ["id"] = record.Text("username") is { } user && record.Text("course_id") is { } course ? $"{course}~{user}" : null,
            ["achievement_id"] = record.Text("course_id"),
            ["achievement_name"] = record.Text("course_display_name"),
            [RecordFields.User] = record.Text("username"),
            ["issued_on"] = record.Text("created_date"),
            ["status"] = record.Text("status") == "downloadable" && record.Text("is_passing") != "false" ? "active" : "revoked",
            ["scale"] = grade is null ? null : "percent",
            ["result"] = grade?.ToString(CultureInfo.InvariantCulture),
            ["result_max"] = grade is null ? null : "100",
            ["updated_at"] = record.Text("modified_date"),
        };
    }

    private static Uri AddressOf(OpenEdxSettings settings) => new($"{settings.Address.TrimEnd('/')}/");
}
