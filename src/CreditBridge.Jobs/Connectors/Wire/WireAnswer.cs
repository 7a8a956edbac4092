using System.Text.Json;
using System.Text.RegularExpressions;

namespace CreditBridge.Jobs.Connectors.Wire;

/// <summary>A whole JSON answer.</summary>
/// <param name="Sha256">Of its bytes: a page that comes again is known by it.</param>
public sealed partial record WireAnswer(JsonDocument Json, string Sha256, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Root => Json.RootElement;

    /// <summary>The target of the Link header's <c>rel="next"</c> (RFC 8288); null: there is none.</summary>
    public string? NextLink => Headers.TryGetValue("Link", out var links) && Next().Match(links) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("<([^>]+)>[^<]*;\\s*rel=\"?next\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Next();
}
