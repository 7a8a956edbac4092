using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.OpenBadges;

/// <summary>Ways to make somebody else's signature, key or earlier document count.</summary>
[TestClass]
public sealed class ForgeryTests
{
    private const string Issuer = "https://platform.example/issuers/college";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("https://platform.example/issuers/college/../mallory/keys.json")]
    [DataRow("https://platform.example/issuers/college/%2e%2e/mallory/keys.json")]
    [DataRow("https://platform.example/.well-known/../issuers/mallory/keys.json")]
    [DataRow("https://platform.example/issuers/college/..\\mallory/keys.json")]
    [DataRow("https://platform.example/issuers/college/../mallory/keys.json#k1")]
    public async Task Verify_KeyAddressThatLeavesTheIssuersGround_IsNotTheIssuers(string keyId)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var documents = new Normalized();
        documents.Web.Put(Issuer, new JsonObject { ["id"] = Issuer, ["type"] = "Profile", ["name"] = "College" }.ToJsonString());
        var point = key.ExportParameters(false).Q;
        documents.Web.Put("https://platform.example/issuers/mallory/keys.json", new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject { ["kid"] = "k1", ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) }),
        }.ToJsonString());
        var badge = new TestIssuer(documents.Web).BadgeJson("1", "ada@example.edu");
        badge["issuer"] = Issuer;
        badge.Remove("credentialStatus");
        var text = $"{Part(new JsonObject { ["alg"] = "ES256", ["kid"] = keyId })}.{Part(badge)}";
        var token = $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";

        var verification = await Verifiers.With(documents).VerifyAsync(CredentialFile.OfText(token), [], TestContext.CancellationToken);
        Assert.AreNotEqual("valid", Verifiers.ResultOf(verification), Verifiers.Sentences(verification));
    }

    /// <summary>One node written in two pieces has the same canonical form, and whoever reads the first piece overlooks the second.</summary>
    [TestMethod]
    [DataRow("credentialSubject", "result")]
    [DataRow("achievement", "name")]
    public async Task Verify_SubjectOrAchievementWrittenInTwoPieces_IsNotValid(string whole, string moved)
    {
        var badge = await SignedAsync(badge => badge["credentialSubject"]!["id"] = "did:example:ada");
        Assert.AreEqual("valid", await ResultAsync(badge));
        var owner = whole == "achievement" ? badge["credentialSubject"]!.AsObject() : badge;
        var first = owner[whole]!.DeepClone().AsObject();
        var second = new JsonObject { ["id"] = first["id"]!.DeepClone(), ["type"] = first["type"]!.DeepClone(), [moved] = first[moved]!.DeepClone() };
        first.Remove(moved);
        owner[whole] = new JsonArray(first, second);
        Assert.AreEqual("invalid", await ResultAsync(badge));
    }

    /// <summary>Its issuer names the badge's own page as evidence, so both are one node.</summary>
    [TestMethod]
    [DataRow("validUntil")]
    [DataRow("credentialStatus")]
    public async Task Verify_EndOrStatusMovedToANodeOfTheSameId_IsNotValid(string moved)
    {
        var badge = await SignedAsync(badge =>
        {
            badge["evidence"] = new JsonObject { ["id"] = badge["id"]!.DeepClone(), ["type"] = new JsonArray("Evidence"), ["narrative"] = "See its page." };
            if (moved == "validUntil")
                badge["validUntil"] = "2026-06-01T00:00:00Z";
            else
                badge["credentialStatus"] = new JsonObject { ["id"] = "https://acme.example/list#1", ["type"] = "BitstringStatusListEntry", ["statusPurpose"] = "revocation", ["statusListIndex"] = "1", ["statusListCredential"] = "https://acme.example/list" };
        });
        Assert.AreEqual(moved == "validUntil" ? "invalid" : "indeterminate", await ResultAsync(badge));
        badge["evidence"]!["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential", "Evidence");
        badge["evidence"]![moved] = badge[moved]!.DeepClone();
        badge.Remove(moved);
        Assert.AreEqual("invalid", await ResultAsync(badge));
    }

    [TestMethod]
    public async Task Get_CredentialThatWasReadAsSomethingElseBefore_IsAskedAgain()
    {
        var server = new Answers();
        using var documents = new GuardedDocuments(server);
        var address = new Uri("https://issuer.example/badge.json");
        await documents.GetAsync(address, DocumentKind.Controller, TestContext.CancellationToken);
        await documents.GetAsync(address, DocumentKind.Credential, TestContext.CancellationToken);
        await documents.GetAsync(address, DocumentKind.StatusList, TestContext.CancellationToken);
        Assert.AreEqual(3, server.Count);
        await documents.GetAsync(address, DocumentKind.StatusList, TestContext.CancellationToken);
        Assert.AreEqual(3, server.Count);
    }

    [TestMethod]
    public async Task Verify_SignedAssertionWithACriticalHeader_IsRefused()
    {
        using var key = RSA.Create(2048);
        var web = new TestDocuments();
        web.Put("https://college.example/issuer.json", new JsonObject { ["id"] = "https://college.example/issuer.json", ["type"] = "Issuer", ["name"] = "College", ["publicKey"] = "https://college.example/key.json" }.ToJsonString());
        web.Put("https://college.example/key.json", new JsonObject { ["id"] = "https://college.example/key.json", ["owner"] = "https://college.example/issuer.json", ["publicKeyPem"] = key.ExportSubjectPublicKeyInfoPem() }.ToJsonString());
        web.Put("https://college.example/class.json", new JsonObject { ["id"] = "https://college.example/class.json", ["type"] = "BadgeClass", ["name"] = "Data", ["issuer"] = "https://college.example/issuer.json" }.ToJsonString());
        var assertion = new JsonObject
        {
            ["@context"] = "https://w3id.org/openbadges/v2",
            ["id"] = "urn:uuid:1",
            ["type"] = "Assertion",
            ["recipient"] = new JsonObject { ["type"] = "email", ["hashed"] = false, ["identity"] = "ada@example.edu" },
            ["badge"] = "https://college.example/class.json",
            ["issuedOn"] = "2026-05-01T12:00:00Z",
            ["verification"] = new JsonObject { ["type"] = "SignedBadge", ["creator"] = "https://college.example/key.json" },
        };
        string Token(JsonObject head)
        {
            var text = $"{Part(head)}.{Part(assertion)}";
            return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }

        var verifier = Verifiers.With(web);
        Assert.IsInstanceOfType<Verification.Valid>(await verifier.VerifyAsync(CredentialFile.OfText(Token(new JsonObject { ["alg"] = "RS256" })), [], TestContext.CancellationToken));
        Assert.IsInstanceOfType<Verification.Invalid>(await verifier.VerifyAsync(CredentialFile.OfText(Token(new JsonObject { ["alg"] = "RS256", ["crit"] = new JsonArray("b64"), ["b64"] = false })), [], TestContext.CancellationToken));
    }

    private static async Task<JsonObject> SignedAsync(Action<JsonObject> change)
    {
        var seed = SigningKey.NewSeed();
        using var unnamed = new SigningKey("did:example:x#y", seed);
        var name = unnamed.Published.Multibase;
        using var key = new SigningKey($"did:key:{name}#{name}", seed);
        var badge = new TestIssuer(new TestDocuments()).BadgeJson("1", "ada@example.edu");
        badge["issuer"] = $"did:key:{name}";
        badge["credentialSubject"]!["achievement"]!["id"] = "https://acme.example/basics";
        badge["credentialSubject"]!["achievement"]!["criteria"] = new JsonObject { ["narrative"] = "An examination." };
        foreach (var reference in new[] { badge["credentialSubject"]!["achievement"]!["resultDescription"]![0]!, badge["credentialSubject"]!["result"]![0]! })
            reference[reference["id"] is null ? "resultDescription" : "id"] = "urn:uuid:6a35b8a0-0c0a-4d0c-9a2b-1f1f6a7c9d10";
        badge.Remove("credentialStatus");
        change(badge);
        return JsonNode.Parse(await new CredentialSigner(Verifiers.Canonicalizer).SignAsync(badge, key, Verifiers.Day.UtcDateTime))!.AsObject();
    }

    private async Task<string> ResultAsync(JsonObject badge)
    {
        var verification = await Verifiers.With(new TestDocuments()).VerifyAsync(CredentialFile.OfText(badge.ToJsonString()), [], TestContext.CancellationToken);
        TestContext.WriteLine(Verifiers.Sentences(verification));
        return Verifiers.ResultOf(verification);
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    /// <summary>As an HTTP client asks: with dots resolved and without a fragment.</summary>
    private sealed class Normalized : IDocumentSource
    {
        public TestDocuments Web { get; } = new();

        public Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation) => Web.GetAsync(new Uri(address.GetLeftPart(UriPartial.Path)), kind, cancellation);
    }

    private sealed class Answers : HttpMessageHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/json") });
        }
    }
}
