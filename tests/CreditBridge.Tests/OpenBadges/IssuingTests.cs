using System.Text;
using System.Text.Json.Nodes;
using CreditBridge.OpenBadges;

namespace CreditBridge.Tests.OpenBadges;

/// <summary>What the library signs, bakes and lists is read and verified by the library; other people's libraries: <see cref="Grants.Awards.AwardTests"/>.</summary>
[TestClass]
public sealed class IssuingTests
{
    private const string Did = "did:web:college.example";

    private static readonly SigningKey Key = new($"{Did}#one", new byte[32]);
    private static readonly CredentialSigner Signer = new(Verifiers.Canonicalizer);

    // A PNG of one pixel.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Sign_AsProofAndAsJwt_IsValid()
    {
        var json = await Signer.SignAsync(Badge(), Key, Verifiers.Day.UtcDateTime, TestContext.CancellationToken);
        await IsValidAsync(json);
        await IsValidAsync(CredentialSigner.SignJwt(Badge(), Key));
        StringAssert.Contains(json, "\"verificationMethod\":\"did:web:college.example#one\"");
    }

    [TestMethod]
    public async Task Sign_ARecordOfSixtyCredentials_IsValidWithEachOfThem()
    {
        var nested = new JsonArray();
        for (var number = 0; number < 60; number++)
        {
            var badge = Badge();
            badge["id"] = $"urn:uuid:0193a1b2-0000-7000-8000-{number:x12}";
            nested.Add(JsonNode.Parse(await Signer.SignAsync(badge, Key, Verifiers.Day.UtcDateTime, TestContext.CancellationToken)));
        }

        var record = Badge();
        record["id"] = "urn:uuid:0193a1b2-0000-7000-9000-000000000000";
        record["@context"]!.AsArray().Insert(1, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json");
        record["type"] = new JsonArray("VerifiableCredential", "ClrCredential");
        record["name"] = "All of it";
        record["credentialSubject"] = new JsonObject { ["type"] = new JsonArray("ClrSubject"), ["verifiableCredential"] = nested };
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var json = await Signer.SignAsync(record, Key, Verifiers.Day.UtcDateTime, TestContext.CancellationToken);
        TestContext.WriteLine($"{json.Length} characters signed in {clock.ElapsedMilliseconds} ms");
        var verified = await VerifyAsync(json);
        Assert.AreEqual("valid", Verifiers.ResultOf(verified), Verifiers.Sentences(verified));
        Assert.AreEqual(60, verified.Nested.Count(inner => inner is Verification.Valid));
    }

    [TestMethod]
    [DataRow("Data Handling", "Data Mishandling")]
    [DataRow("\"creditsEarned\":3", "\"creditsEarned\":9")]
    [DataRow("2026-10-01T08:00:00Z", "2026-10-02T08:00:00Z")]
    public async Task Sign_ThenTamperedWith_IsInvalid(string from, string to)
    {
        var json = await Signer.SignAsync(Badge(), Key, Verifiers.Day.UtcDateTime, TestContext.CancellationToken);
        Assert.Contains(from, json);
        var verified = await VerifyAsync(json.Replace(from, to, StringComparison.Ordinal));
        Assert.AreEqual("invalid", Verifiers.ResultOf(verified), Verifiers.Sentences(verified));
        CollectionAssert.Contains(verified.ReasonCodes.ToList(), Reasons.BadSignature);
    }

    [TestMethod]
    public async Task Sign_ATermThatNoContextDefines_IsRefused()
    {
        var badge = Badge();
        badge["credentialSubject"]!["shoeSize"] = 43;
        var refused = await Assert.ThrowsExactlyAsync<CanonicalizationException>(() => Signer.SignAsync(badge, Key, Verifiers.Day.UtcDateTime, TestContext.CancellationToken));
        Assert.AreEqual(Reasons.UndefinedTerm, refused.Reason);
    }

    [TestMethod]
    public void BakedPng_Twice_HoldsTheSecondOnlyAndKeepsThePicture()
    {
        var baked = BakedPng.Bake(BakedPng.Bake(Png, "{\"a\":1}"), "{\"b\":\"é\"}");
        Assert.AreEqual("{\"b\":\"é\"}", CredentialFile.Open(baked).Text);
        // Each chunk: CRC-32 over type and data, as in the picture that another program made.
        Assert.AreEqual("", BrokenChunks(Png));
        Assert.AreEqual("", BrokenChunks(baked));
        Assert.AreEqual(Png.Length + 12 + "openbadgecredential".Length + 5 + Encoding.UTF8.GetByteCount("{\"b\":\"é\"}"), baked.Length);
    }

    [TestMethod]
    public void BakedPng_OfWhatIsNoPicture_IsRefused()
    {
        Assert.ThrowsExactly<FormatException>(() => BakedPng.Bake("GIF89a"u8, "{}"));
        Assert.ThrowsExactly<FormatException>(() => BakedPng.Bake(Png.AsSpan(0, 50), "{}"));
    }

    [TestMethod]
    public void BakedSvg_Twice_HoldsTheSecondOnly()
    {
        const string Drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>a</title></svg>";
        var json = BakedSvg.Bake(BakedSvg.Bake(Drawing, "{\"a\":1}"), "{\"b\":\"]]>&<\"}");
        Assert.AreEqual("{\"b\":\"]]>&<\"}", CredentialFile.OfText(json).Text);
        Assert.AreEqual("eyJ.eyJ.c2ln", CredentialFile.OfText(BakedSvg.Bake(json, "eyJ.eyJ.c2ln")).Text);
        Assert.ThrowsExactly<FormatException>(() => BakedSvg.Bake("<html/>", "{}"));
        Assert.ThrowsExactly<FormatException>(() => BakedSvg.Bake("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>", "{}"));
    }

    [TestMethod]
    public void StatusList_WithPlacesSet_HasThoseAndNoOther()
    {
        int[] set = [0, 7, 8, 65_537, StatusList.Entries - 1];
        var bits = StatusBits.Expand(StatusList.Encode(set));
        Assert.HasCount(StatusList.Entries / 8, bits);
        CollectionAssert.AreEqual(set, Enumerable.Range(0, StatusList.Entries).Where(place => StatusBits.At(bits, place, 1) == 1).ToArray());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => StatusList.Encode([StatusList.Entries]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => StatusList.Encode([], 1_000));
    }

    [TestMethod]
    [DataRow("https://credit.example.edu", "did:web:credit.example.edu")]
    [DataRow("http://localhost:5080", "did:web:localhost%3A5080")]
    public void DidOf_AnOrigin_LeadsBackToItsDocument(string origin, string did)
    {
        Assert.AreEqual(did, IssuerDocuments.DidOf(new Uri(origin)));
        Assert.AreEqual(new Uri(origin).Authority, DidAddress.OfWeb(did).Authority);
    }

    private static JsonObject Badge() => new()
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
        ["id"] = "urn:uuid:0193a1b2-0000-7000-8000-000000000001",
        ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
        ["issuer"] = new JsonObject { ["id"] = Did, ["type"] = new JsonArray("Profile"), ["name"] = "Collège Ünïque" },
        ["validFrom"] = "2026-10-01T08:00:00Z",
        ["credentialSubject"] = new JsonObject
        {
            ["type"] = new JsonArray("AchievementSubject"),
            ["creditsEarned"] = 3,
            ["achievement"] = new JsonObject
            {
                ["id"] = "https://college.example/achievements/data",
                ["type"] = new JsonArray("Achievement"),
                ["name"] = "Data Handling",
                ["description"] = "Handling data.",
                ["criteria"] = new JsonObject { ["narrative"] = "Shown." },
            },
        },
    };

    private async Task IsValidAsync(string credential)
    {
        var verified = await VerifyAsync(credential);
        Assert.AreEqual("valid", Verifiers.ResultOf(verified), Verifiers.Sentences(verified));
    }

    private Task<Verification> VerifyAsync(string credential) => Verifiers.With(new OneDocument()).VerifyAsync(CredentialFile.OfText(credential), [], TestContext.CancellationToken);

    private static string BrokenChunks(byte[] png)
    {
        List<string> broken = [];
        for (var at = 8; at < png.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            // Bit by bit, without the table of the code under test.
            var crc = uint.MaxValue;
            foreach (var value in png.AsSpan(at + 4, 4 + length))
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xedb88320;
            }

            if (~crc != System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)))
                broken.Add(Encoding.ASCII.GetString(png, at + 4, 4));
            at += 12 + length;
        }

        return string.Join(", ", broken);
    }

    private sealed class OneDocument : IDocumentSource
    {
        public Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation) => address.AbsoluteUri == "https://college.example/.well-known/did.json"
            ? Task.FromResult(new FetchedDocument(address, Encoding.UTF8.GetBytes(IssuerDocuments.Did(Did, [Key.Published])), "application/json"))
            : throw new DocumentUnavailableException("Nothing there.");
    }
}
