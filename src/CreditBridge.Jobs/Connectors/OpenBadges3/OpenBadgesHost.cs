using System.Text.Json;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors.Paged;
using CreditBridge.Jobs.Connectors.Wire;
using CreditBridge.OpenBadges;

namespace CreditBridge.Jobs.Connectors.OpenBadges3;

/// <summary>What hosts of Open Badges 3.0 and 2.1 share: client credentials, limit and offset, the Link header, X-Total-Count, and records that are digital credentials.</summary>
internal abstract class OpenBadgesHost : PagedConnector<OpenBadgesHostSettings>
{
    protected abstract string Path { get; }

    protected abstract string Scope { get; }

    /// <summary>The credentials of an answer, each as its text.</summary>
    protected abstract IEnumerable<string> TextsOf(WireAnswer answer, string partner);

    protected override void Authorize(PartnerAccount account, OpenBadgesHostSettings settings) => account.Wire.AuthorizeByOAuth(new(settings.TokenAddress),
        new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = Scope }, Tokens.Basic(settings.ClientId, settings.ClientSecret));

    protected override async Task<SourcePage> ReadPageAsync(PartnerAccount account, OpenBadgesHostSettings settings, string? cursor, DateTime? since, DateTime now, CancellationToken cancellation)
    {
        var first = new Uri($"{settings.Address.TrimEnd('/')}/{Path}?limit=100&offset=0{(since is { } moment ? $"&since={moment:yyyy-MM-ddTHH:mm:ssZ}" : "")}");
        var address = cursor is null ? first : account.Wire.Follow(first, cursor);
        var answer = await account.Wire.GetAsync(address, cancellation);
        var place = $"page at {address.Query.TrimStart('?')}";
        var records = TextsOf(answer, account.Partner.Name).SelectMany((text, i) => ReadBadge(text, $"{place}, record {i + 1}", now)).ToList();
        return new(records, answer.NextLink, answer.Sha256, answer.Headers.TryGetValue("X-Total-Count", out var total) && long.TryParse(total, System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : null);
    }

    protected virtual IReadOnlyList<IncomingRecord> ReadBadge(string text, string location, DateTime now)
    {
        try
        {
            return BadgeReading.Read(CredentialFile.OfText(text), location, now);
        }
        catch (InvalidOperationException)
        {
            return [new IncomingRecord.Refused(location, text, CredentialFormat.OpenBadges, null, "encoding", "A text of the credential is no Unicode: it holds half a character.")];
        }
        catch (FormatException problem)
        {
            return [new IncomingRecord.Refused(location, text, CredentialFormat.OpenBadges, null, problem.Data["reason"] as string ?? "badge", problem.Message)];
        }
    }

    public override IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record) => ReadBadge(record.Payload, record.Location, TimeProvider.System.GetUtcNow().UtcDateTime);

    protected override IReadOnlyDictionary<string, string?> FieldsOf(OpenBadgesHostSettings settings, JsonElement record) => throw new NotSupportedException("Its records are digital credentials.");
}
