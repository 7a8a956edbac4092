using System.Text.Json;

namespace CreditBridge.Jobs.Connectors.Wire;

/// <summary>A whole JSON answer.</summary>
/// <param name="Sha256">Of its bytes: a page that comes again is known by it.</param>
public sealed record WireAnswer(JsonDocument Json, string Sha256, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Root => Json.RootElement;
}
