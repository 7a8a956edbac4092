using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBridge.OpenBadges;

/// <summary>
/// The credential inside a VC-JWT: either the whole payload (VC JOSE/COSE; Open Badges 3.0, section 8.2), or its <c>vc</c> claim (VC Data Model 1.1, 6.3.1). Registered claims
/// stand in for properties that are not there: a token with an end ends, whatever its credential leaves out.
/// </summary>
internal static class JwtCredential
{
    /// <exception cref="FormatException">A claim is not of its kind.</exception>
    public static JsonElement Of(JsonElement payload)
    {
        if (payload.First("vc") is not null && payload.First("credentialSubject") is not null)
            throw new FormatException("The token holds two credentials: one as its claims, one in 'vc'.");
        var node = JsonObject.Create(payload.First("vc") is { ValueKind: JsonValueKind.Object } vc ? vc : payload)!.DeepClone().AsObject();
        Fill(node, "issuer", payload.Text("iss"));
        Fill(node, "id", payload.Text("jti"));
        Fill(node, node.ContainsKey("validFrom") ? "validFrom" : "issuanceDate", Moment(payload, "nbf"));
        Fill(node, node.ContainsKey("validUntil") ? "validUntil" : "expirationDate", Moment(payload, "exp"));
        if (node["credentialSubject"] is JsonObject subject)
            Fill(subject, "id", payload.Text("sub"));
        return StrictJson.Parse(node.ToJsonString());
    }

    /// <returns>A sentence for the first registered claim that says something else than the credential; null when they agree.</returns>
    public static string? Difference(JsonElement payload, JsonElement credential)
    {
        static string? Say(string claim, string? claimed, string? said) =>
            claimed is null || claimed == said ? null : $"Its token says {claim} = {Shortened.Of(claimed)}, the credential inside says {Shortened.Of(said ?? "nothing")}.";
        return Say("iss", payload.Text("iss"), credential.IdOf("issuer"))
            ?? Say("sub", payload.Text("sub"), credential.First("credentialSubject")?.Text("id"))
            ?? Say("jti", payload.Text("jti"), credential.Text("id"))
            ?? Say("nbf", Moment(payload, "nbf"), Second(credential, "validFrom", "issuanceDate"))
            ?? Say("exp", Moment(payload, "exp"), Second(credential, "validUntil", "expirationDate"));
    }

    private static void Fill(JsonObject node, string name, string? value)
    {
        if (value is not null && !node.ContainsKey(name))
            node[name] = value;
    }

    /// <summary>NumericDate (RFC 7519, section 2), to the second.</summary>
    private static string? Moment(JsonElement payload, string name) => payload.First(name) is { } value
        ? value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > -62_135_596_800 and < 253_402_300_800
            ? Instant.Text(DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds)))
            : throw new FormatException($"The claim {name} is no moment.")
        : null;

    private static string? Second(JsonElement credential, params ReadOnlySpan<string> names) => Instant.Of(credential, names) is { } instant ? Instant.Text(instant) : null;
}
