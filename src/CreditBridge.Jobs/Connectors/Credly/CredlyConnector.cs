using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors.Paged;
using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors.Credly;

/// <summary>Credly's Web Service API v1: an organization's issued badges, page by page, and its badge templates (partners.md, 'Credly').</summary>
internal sealed class CredlyConnector : PagedConnector<CredlySettings>
{
    public override string Name => "Credly";

    public override string About => "Reads the badges that an organization issues on Credly.";

    public override ConnectorAbilities Abilities => new(Incremental: true, Lists: true, Revocations: true, Hooks: true, Catalog: true);

    protected override void Authorize(PartnerAccount account, CredlySettings settings) =>
        account.Wire.Authorize(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.Token}:"))));

    protected override async Task<SourcePage> ReadPageAsync(PartnerAccount account, CredlySettings settings, string? cursor, DateTime? since, DateTime now, CancellationToken cancellation)
    {
        var first = AddressOf(settings, $"badges?page=1&sort=created_at{(since is { } moment ? $"&filter=updated_at_min::{moment:yyyy-MM-ddTHH:mm:ssZ}" : "")}");
        var address = cursor is null ? first : account.Wire.Follow(first, cursor);
        var answer = await account.Wire.GetAsync(address, cancellation);
        var records = Records(account, answer.List("data", account.Partner.Name), $"page {answer.Root.Text("metadata", "current_page")}", now);
        return new(records, answer.Root.Text("metadata", "next_page_url"), answer.Sha256, answer.Root.Number("metadata", "total_count"));
    }

    /// <summary>Pending: issued, and not yet accepted by the learner. Rejected: the learner does not want it, so it counts for nothing.</summary>
    protected override IReadOnlyDictionary<string, string?> FieldsOf(CredlySettings settings, JsonElement record) => new Dictionary<string, string?>
    {
        ["id"] = record.Text("id"),
        ["achievement_id"] = record.Text("badge_template", "id"),
        ["achievement_name"] = record.Text("badge_template", "name"),
        ["recipient_email"] = record.Text("recipient_email"),
        ["recipient_name"] = $"{record.Text("issued_to_first_name")} {record.Text("issued_to_last_name")}".Trim() is { Length: > 0 } name ? name : null,
        ["issued_on"] = record.Text("issued_at"),
        ["expires_on"] = record.Text("expires_at"),
        ["status"] = record.Text("state") switch
        {
            "accepted" or "pending" => "active",
            "rejected" => "revoked",
            var state => state,
        },
        ["evidence_url"] = record.Items("evidence").Select(evidence => evidence.Text("url")).FirstOrDefault(url => url is not null),
        ["updated_at"] = record.Text("updated_at") ?? record.Text("state_updated_at"),
    };

    public override async IAsyncEnumerable<CatalogItem> CatalogAsync(PartnerAccount account, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var settings = account.Settings<CredlySettings>();
        Authorize(account, settings);
        for (var (first, next, pages) = (AddressOf(settings, "badge_templates?page=1"), (string?)null, 0); pages == 0 || (next is not null && pages < 1000); pages++)
        {
            var answer = await account.Wire.GetAsync(next is null ? first : account.Wire.Follow(first, next), cancellation);
            foreach (var template in answer.List("data", account.Partner.Name).EnumerateArray())
            {
                if (template.Text("id") is { } id && template.Text("name") is { } name)
                    yield return new(id, new AchievementFacts(name, template.Text("description"), Level: template.Text("level"), Url: template.Text("url"), Skills: [.. template.Items("skills").Select(skill => skill.Text("name") ?? skill.ToString())]));
            }

            next = answer.Root.Text("metadata", "next_page_url");
        }
    }

    private static Uri AddressOf(CredlySettings settings, string path) => new(new Uri($"{settings.Address.TrimEnd('/')}/organizations/{Uri.EscapeDataString(settings.Organization)}/"), path);
}
