using System.Text.Json;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors.Paged;
using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors.Coursera;

/// <summary>
/// Coursera for Business: the organization's enrolment reports, of which the completed ones are credentials. It says nothing of revocations, and is up to a day late
/// (partners.md, 'Coursera for Business').
/// </summary>
internal sealed class CourseraConnector : PagedConnector<CourseraSettings>
{
    public override string Name => "Coursera";

    public override string About => "Reads completed courses of a Coursera for Business organization.";

    public override ConnectorAbilities Abilities => new(Lists: true);

    protected override void Authorize(PartnerAccount account, CourseraSettings settings) => account.Wire.AuthorizeByOAuth(new(AddressOf(settings), "oauth2/client_credentials/token"),
        new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["client_id"] = settings.ClientId, ["client_secret"] = settings.ClientSecret ?? "", ["refresh_token"] = settings.RefreshToken, ["scope"] = "access_business_api" });

    protected override async Task<SourcePage> ReadPageAsync(PartnerAccount account, CourseraSettings settings, string? cursor, DateTime? since, DateTime now, CancellationToken cancellation)
    {
        var answer = await account.Wire.GetAsync(new(AddressOf(settings), $"api/businesses.v1/{Uri.EscapeDataString(settings.Organization)}/enrollmentReports?start={Uri.EscapeDataString(cursor ?? "0")}&limit=100"), cancellation);
        var place = $"report at {cursor ?? "0"}";
        List<IncomingRecord> completed = [.. answer.List("elements", account.Partner.Name).EnumerateArray().Where(report => report.Text("isCompleted") != "false").Select((report, i) => Read(account, report, $"{place}, record {i + 1}", now))];
        return new(completed, answer.Root.Text("paging", "next"), answer.Sha256);
    }

    protected override IReadOnlyDictionary<string, string?> FieldsOf(CourseraSettings settings, JsonElement record)
    {
        var grade = record.Text("grade") is { } text && decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share * 100 : (decimal?)null;
        return new Dictionary<string, string?>
        {
            ["id"] = record.Text("id") ?? (record.Text("contentId") is { } content && record.Text("externalId") is { } person ? $"{content}~{person}" : null),
            ["achievement_id"] = record.Text("contentId"),
            ["achievement_name"] = record.Text("contentName"),
            ["recipient_email"] = record.Text("email"),
            ["recipient_name"] = record.Text("fullName"),
            ["issued_on"] = record.Number("completedAt") is { } at and > 0 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) : null,
            ["scale"] = grade is null ? null : "percent",
            ["result"] = grade?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["result_max"] = grade is null ? null : "100",
        };
    }

    private static Uri AddressOf(CourseraSettings settings) => new($"{settings.Address.TrimEnd('/')}/");
}
