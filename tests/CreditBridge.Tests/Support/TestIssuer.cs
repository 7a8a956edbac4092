using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CreditBridge.Tests.Support;

/// <summary>Signs badges as tokens (VC-JWT, ES256) under a <c>did:web</c> of its own, with status lists; its documents lie in the test's web.</summary>
internal sealed class TestIssuer
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TestDocuments _documents;
    private readonly byte[] _revoked = new byte[16_384];
    private readonly byte[] _suspended = new byte[16_384];

    public TestIssuer(TestDocuments documents, string host = "acme.example")
    {
        (_documents, Host) = (documents, host);
        var point = _key.ExportParameters(false).Q;
        documents.Put($"https://{host}/.well-known/did.json", new JsonObject
        {
            ["id"] = Did,
            ["verificationMethod"] = new JsonArray(new JsonObject
            {
                ["id"] = $"{Did}#k1",
                ["type"] = "JsonWebKey",
                ["controller"] = Did,
                ["publicKeyJwk"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) },
            }),
            ["assertionMethod"] = new JsonArray($"{Did}#k1"),
        }.ToJsonString());
        PutLists();
    }

    public string Host { get; }

    public string Did => $"did:web:{Host}";

    public string StatusHost => $"status.{Host}";

    /// <param name="salt">With one the recipient is hidden.</param>
    public string Badge(string id, string email, string achievement = "basics", int? result = 82, string? until = null, int index = 7, string? salt = null) =>
        Sign(BadgeJson(id, email, achievement, result, until, index, salt));

    public JsonObject BadgeJson(string id, string email, string achievement = "basics", int? result = 82, string? until = null, int index = 7, string? salt = null)
    {
        var identity = new JsonObject
        {
            ["type"] = "IdentityObject",
            ["identityType"] = "emailAddress",
            ["hashed"] = salt is not null,
            ["identityHash"] = salt is null ? email : "sha256$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email + salt))),
        };
        if (salt is not null)
            identity["salt"] = salt;
        var credential = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
            ["id"] = $"https://{Host}/badges/{id}",
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["issuer"] = new JsonObject { ["id"] = Did, ["type"] = new JsonArray("Profile"), ["name"] = "Acme Academy" },
            ["validFrom"] = "2026-05-01T12:00:00Z",
            ["credentialSubject"] = new JsonObject
            {
                ["type"] = new JsonArray("AchievementSubject"),
                ["identifier"] = new JsonArray(identity),
                ["achievement"] = new JsonObject
                {
                    ["id"] = achievement,
                    ["type"] = new JsonArray("Achievement"),
                    ["name"] = $"Acme {achievement}",
                    ["description"] = "What was learned.",
                    ["tag"] = new JsonArray("numbers"),
                    ["alignment"] = new JsonArray(new JsonObject { ["type"] = new JsonArray("Alignment"), ["targetName"] = "Arithmetic", ["targetUrl"] = "https://skills.example/1" }),
                    ["resultDescription"] = new JsonArray(new JsonObject { ["id"] = "#r", ["type"] = new JsonArray("ResultDescription"), ["resultType"] = "Percent", ["valueMax"] = "100", ["name"] = "Score" }),
                },
            },
            ["credentialStatus"] = new JsonArray(Entry("revocation", index), Entry("suspension", index)),
        };
        if (result is not null)
            credential["credentialSubject"]!["result"] = new JsonArray(new JsonObject { ["type"] = new JsonArray("Result"), ["resultDescription"] = "#r", ["value"] = $"{result}" });
        if (until is not null)
            credential["validUntil"] = until;
        return credential;
    }

    public string Sign(JsonObject payload)
    {
        var head = new JsonObject { ["alg"] = "ES256", ["typ"] = "vc+jwt", ["kid"] = $"{Did}#k1" };
        var text = $"{Part(head.ToJsonString())}.{Part(payload.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public void Revoke(int index) => Set(_revoked, index, true);

    public void Suspend(int index, bool isSuspended = true) => Set(_suspended, index, isSuspended);

    /// <summary>The same token with another content: its signature does not fit.</summary>
    public static string Forge(string token, Func<string, string> change)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Part(change(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]))))}.{parts[2]}";
    }

    private void Set(byte[] list, int index, bool value)
    {
        var bit = (byte)(0x80 >> (index % 8));
        list[index / 8] = value ? (byte)(list[index / 8] | bit) : (byte)(list[index / 8] & ~bit);
        PutLists();
    }

    private void PutLists()
    {
        foreach (var (purpose, list) in new[] { ("revocation", _revoked), ("suspension", _suspended) })
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                gzip.Write(list);
            _documents.Put($"https://{StatusHost}/{purpose}", Sign(new JsonObject
            {
                ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
                ["id"] = $"https://{StatusHost}/{purpose}",
                ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
                ["issuer"] = Did,
                ["validFrom"] = "2026-01-01T00:00:00Z",
                ["credentialSubject"] = new JsonObject { ["id"] = $"https://{StatusHost}/{purpose}#list", ["type"] = "BitstringStatusList", ["statusPurpose"] = purpose, ["encodedList"] = "u" + Base64Url.EncodeToString(packed.ToArray()) },
            }));
        }
    }

    private JsonObject Entry(string purpose, int index) => new()
    {
        ["id"] = $"https://{StatusHost}/{purpose}#{index}",
        ["type"] = "BitstringStatusListEntry",
        ["statusPurpose"] = purpose,
        ["statusListIndex"] = $"{index}",
        ["statusListCredential"] = $"https://{StatusHost}/{purpose}",
    };

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
