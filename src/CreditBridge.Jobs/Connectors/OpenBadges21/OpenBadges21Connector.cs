using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors.OpenBadges3;
using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors.OpenBadges21;

/// <summary>A Badge Connect host (Open Badges 2.1). 'since' means created or updated; a revoked assertion says so itself (partners.md, 'Open Badges 2.1').</summary>
internal sealed class OpenBadges21Connector : OpenBadgesHost
{
    public override string Name => "OpenBadges21";

    public override string About => "Reads a host that offers Badge Connect (Open Badges 2.1).";

    public override ConnectorAbilities Abilities => new(Incremental: true, Lists: true, Revocations: true);

    protected override string Path => "ims/ob/v2p1/assertions";

    protected override string Scope => "https://purl.imsglobal.org/spec/ob/v2p1/scope/assertion.readonly";

    protected override IEnumerable<string> TextsOf(WireAnswer answer, string partner) => answer.List("results", partner).EnumerateArray().Select(item => item.GetRawText());

    protected override IReadOnlyList<IncomingRecord> ReadBadge(string text, string location, DateTime now)
    {
        var records = base.ReadBadge(text, location, now);
        using var json = System.Text.Json.JsonDocument.Parse(text);
        return json.RootElement.Text("revoked") == "true" ? [.. records.Select(record => record is IncomingRecord.Taken taken ? taken with { Status = CredentialStatus.Revoked } : record)] : records;
    }
}
