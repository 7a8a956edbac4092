using System.Text.Json.Nodes;

namespace CreditBridge.OpenBadges;

/// <summary>What an issuer publishes so that others can check its signatures: its name as <c>did:web</c>, the DID document, and the same keys as a JWKS.</summary>
public static class IssuerDocuments
{
    /// <summary>The <c>did:web</c> of an origin; its document lies at <c>/.well-known/did.json</c> there (W3C CCG did:web).</summary>
    public static string DidOf(Uri origin) => $"did:web:{origin.IdnHost}{(origin.IsDefaultPort ? "" : $"%3A{origin.Port}")}";

    /// <param name="keys">All keys whose signatures still count.</param>
    public static string Did(string did, IReadOnlyList<PublishedKey> keys) => new JsonObject
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"),
        ["id"] = did,
        ["verificationMethod"] = new JsonArray([.. keys.Select(key => key.ToMultikey())]),
        ["assertionMethod"] = new JsonArray([.. keys.Select(key => (JsonNode)key.Method)]),
    }.ToJsonString();

    /// <summary>RFC 7517, section 5.</summary>
    public static string KeySet(IReadOnlyList<PublishedKey> keys) => new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.ToJsonWebKey())]) }.ToJsonString();
}
