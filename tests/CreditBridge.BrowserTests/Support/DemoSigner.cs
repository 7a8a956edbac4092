using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CreditBridge.BrowserTests.Support;

/// <summary>Signs badges for one of the demo's partners, so that a learner has a genuine one that no night has brought yet.</summary>
internal static class DemoSigner
{
    private const string Did = "did:web:comptia.example", KeyId = $"{Did}#journeys";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Adds the key to the partner's document, which lies in the demo's data folder.</summary>
    public static async Task JoinAsync(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "documents", "comptia.example-.well-known-did.json");
        var document = JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject();
        var point = Key.ExportParameters(false).Q;
        document["verificationMethod"]!.AsArray().Add(new JsonObject
        {
            ["id"] = KeyId,
            ["type"] = "JsonWebKey",
            ["controller"] = Did,
            ["publicKeyJwk"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) },
        });
        document["assertionMethod"]!.AsArray().Add(KeyId);
        await File.WriteAllTextAsync(path, document.ToJsonString());
    }

    /// <returns>A badge as a token (VC-JWT).</returns>
    public static string Badge(string id, string email, string name)
    {
        var payload = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
            ["id"] = $"https://comptia.example/journeys/{id}",
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["issuer"] = new JsonObject { ["id"] = Did, ["type"] = new JsonArray("Profile"), ["name"] = "CompTIA" },
            ["validFrom"] = "2026-05-01T12:00:00Z",
            ["credentialSubject"] = new JsonObject
            {
                ["type"] = new JsonArray("AchievementSubject"),
                ["identifier"] = new JsonArray(new JsonObject { ["type"] = "IdentityObject", ["identityType"] = "emailAddress", ["hashed"] = false, ["identityHash"] = email }),
                ["achievement"] = new JsonObject
                {
                    ["id"] = $"https://comptia.example/journeys/{id}/achievement",
                    ["type"] = new JsonArray("Achievement"),
                    ["name"] = name,
                    ["description"] = "What was learned.",
                    ["criteria"] = new JsonObject { ["narrative"] = "A project." },
                },
            },
        };
        var text = $"{Part(new JsonObject { ["alg"] = "ES256", ["typ"] = "vc+jwt", ["kid"] = KeyId })}.{Part(payload)}";
        return $"{text}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
