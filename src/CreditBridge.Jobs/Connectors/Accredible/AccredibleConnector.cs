using System.Net.Http.Headers;
using System.Text.Json;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors.Paged;
using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors.Accredible;

/// <summary>
/// Accredible's search of credentials (v2), by cursor. It filters by the day of the last change, so a day more is asked for. There is no flag for revoked: an unpublished one (approve: false) is taken for
/// withdrawn, a deleted one is only missing (partners.md, 'Accredible').
/// </summary>
internal sealed class AccredibleConnector : PagedConnector<AccredibleSettings>
{
    public override string Name => "Accredible";

    public override string About => "Reads the certificates and badges of an Accredible account.";

    public override ConnectorAbilities Abilities => new(Incremental: true, Lists: true, Revocations: true, Silent: true);

    /// <summary>2,000 in 5 minutes an address; some are left for others of the house.</summary>
    public override WireLimits Limits => new(Calls: 1900);

    protected override void Authorize(PartnerAccount account, AccredibleSettings settings) => account.Wire.Authorize(new AuthenticationHeaderValue("Token", $"token={settings.Key}"));

    protected override async Task<SourcePage> ReadPageAsync(PartnerAccount account, AccredibleSettings settings, string? cursor, DateTime? since, DateTime now, CancellationToken cancellation)
    {
        var answer = await account.Wire.SearchAsync(new($"{settings.Address.TrimEnd('/')}/v2/credentials/search"), new
        {
            page = new Dictionary<string, object?> { ["size"] = 100, ["cursor"] = cursor ?? "" },
            query = since is { } moment ? new Dictionary<string, string> { ["updated_at[gte]"] = $"{moment.AddDays(-1):yyyy-MM-dd}" } : [],
        }, cancellation);
        return new(Records(account, answer.List("credentials", account.Partner.Name), cursor is null ? "first page" : $"page at {cursor}", now), answer.Root.Text("meta", "cursor"), answer.Sha256, answer.Root.Number("meta", "count"));
    }

    protected override IReadOnlyDictionary<string, string?> FieldsOf(AccredibleSettings settings, JsonElement record)
    {
        var grade = record.Text("grade")?.TrimEnd('%', ' ');
        var isNumber = grade is not null && RecordFields.TryNumber(grade, out _);
        return new Dictionary<string, string?>
        {
            ["id"] = record.Text("uuid") ?? record.Text("id"),
            ["achievement_id"] = record.Text("group", "id"),
            ["achievement_name"] = record.Text("group", "course_name") ?? record.Text("group", "name") ?? record.Text("name"),
            ["recipient_email"] = record.Text("recipient", "email"),
            ["recipient_name"] = record.Text("recipient", "name"),
            ["issued_on"] = record.Text("issued_on"),
            ["expires_on"] = record.Text("expired_on"),
            ["status"] = record.Text("approve") == "false" ? "revoked" : "active",
            ["scale"] = grade is null ? null : settings.Scale,
            ["result"] = isNumber ? grade : null,
            ["result_text"] = isNumber ? null : grade,
            ["result_max"] = isNumber && settings.Scale == "percent" ? "100" : null,
            ["updated_at"] = record.Text("updated_at"),
        };
    }
}
