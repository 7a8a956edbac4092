using System.Text.Json;

namespace CreditBridge.Core.Rules;

/// <summary>The one way the content of a layer becomes JSON and comes back: as strict as that of a rule.</summary>
internal static class PolicyJson
{
    public static string Serialize(PolicyContent content) => JsonSerializer.Serialize(content, RuleJson.Options);

    /// <exception cref="JsonException">The text is no policy.</exception>
    public static PolicyContent Deserialize(string json) =>
        JsonSerializer.Deserialize<PolicyContent>(json, RuleJson.Options) ?? throw new JsonException("A policy can't be null.");
}
