using System.Text.Json;
using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors.OpenBadges3;

/// <summary>
/// An Open Badges 3.0 host (1EdTech, getCredentials). 'since' means issued after, so revocations never appear among what is new: the credential's own status says, and the sweep
/// (partners.md, 'Open Badges 3.0').
/// </summary>
internal sealed class OpenBadges3Connector : OpenBadgesHost
{
    public override string Name => "OpenBadges3";

    public override string About => "Reads a host that offers the Open Badges 3.0 API.";

    public override ConnectorAbilities Abilities => new(Incremental: true, Lists: true, Silent: true);

    protected override string Path => "ims/ob/v3p0/credentials";

    protected override string Scope => "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly";

    /// <summary>The specification says compactJwsString, its sample compactJwsStrings.</summary>
    protected override IEnumerable<string> TextsOf(WireAnswer answer, string partner)
    {
        if (answer.Root.ValueKind != JsonValueKind.Object || !(answer.Root.TryGetProperty("credential", out _) || answer.Root.TryGetProperty("compactJwsString", out _) || answer.Root.TryGetProperty("compactJwsStrings", out _)))
            throw new SourceException($"{partner} sent a page without a list of credentials: it was not read.");
        return [.. answer.Root.Items("credential").Select(item => item.Whole()), .. answer.Root.Items("compactJwsString").Concat(answer.Root.Items("compactJwsStrings")).Select(item => item.Whole())];
    }
}
