using System.Text;
using System.Text.Json.Nodes;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.House;

namespace CreditBridge.Tests.OpenBadges;

[TestClass]
public sealed class JsonLdCanonicalizerTests
{
    private const string Context = "\"@context\":[\"https://www.w3.org/ns/credentials/v2\",\"https://www.w3.org/ns/credentials/examples/v2\"]";
    private static readonly string Vectors = Path.Combine(HouseTests.Root, "../shared/data/credentials/w3c+vc-di-eddsa/TestVectors/eddsa-rdfc-2022");

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Canonicalize_VectorOfW3C_IsTheSameByteForByte()
    {
        if (!Directory.Exists(Vectors))
            Assert.Inconclusive("W3C's vectors are not on this machine.");
        var signed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Vectors, "signedDataInt.json"), TestContext.CancellationToken))!.AsObject();
        signed.Remove("proof");
        Assert.AreEqual(
            (await File.ReadAllTextAsync(Path.Combine(Vectors, "canonDocDataInt.txt"), TestContext.CancellationToken)).TrimEnd(),
            (await CanonicalizeAsync(signed.ToJsonString())).TrimEnd());
    }

    [TestMethod]
    [DataRow("""{"@context":"https://www.w3.org/ns/credentials/v2","type":"VerifiableCredential","colour":"red"}""", Reasons.UndefinedTerm)]
    [DataRow("""{"@context":["https://www.w3.org/ns/credentials/v2","https://example.org/own"],"type":"VerifiableCredential"}""", Reasons.UnsupportedContext)]
    [DataRow("""{"@context":["https://www.w3.org/ns/credentials/v2",{"id":"https://example.org/x"}],"type":"VerifiableCredential"}""", Reasons.Malformed)]
    public async Task Canonicalize_TermsNobodyDefined_AreAnError(string json, string reason) => Assert.AreEqual(reason, await ReasonAsync(json));

    /// <summary>Blank nodes that all know one another: every order of them would have to be tried.</summary>
    [TestMethod]
    public async Task Canonicalize_PoisonGraph_EndsSoonAndTheNextDocumentIsServed()
    {
        var nodes = Enumerable.Range(0, 14).Select(one => $"{{\"id\":\"_:n{one}\",\"knows\":[{string.Join(',', Enumerable.Range(0, 14).Where(other => other != one).Select(other => $"{{\"id\":\"_:n{other}\"}}"))}]}}");
        Assert.AreEqual(Reasons.TooComplex, await ReasonAsync($"{{{Context},\"type\":\"VerifiableCredential\",\"of\":[{string.Join(',', nodes)}]}}"));
        Assert.IsNull(await ReasonAsync($"{{{Context},\"type\":\"VerifiableCredential\"}}"));
    }

    [TestMethod]
    public async Task Canonicalize_TenThousandBlankNodes_EndsSoonAndTheNextDocumentIsServed()
    {
        var nodes = Enumerable.Range(0, 10_000).Select(number => $"{{\"number\":\"{number}\"}}");
        var reason = await ReasonAsync($"{{{Context},\"type\":\"VerifiableCredential\",\"of\":[{string.Join(',', nodes)}]}}");
        Assert.IsTrue(reason is null or Reasons.TooComplex, reason);
        Assert.IsNull(await ReasonAsync($"{{{Context},\"type\":\"VerifiableCredential\"}}"));
    }

    [TestMethod]
    public async Task Canonicalize_FiveMegabytes_EndsSoonAndTheNextDocumentIsServed()
    {
        var nodes = Enumerable.Range(0, 50_000).Select(number => $"{{\"id\":\"urn:x:{number}\",\"text\":\"{new string('x', 70)}\"}}");
        var json = $"{{{Context},\"type\":\"VerifiableCredential\",\"of\":[{string.Join(',', nodes)}]}}";
        Assert.IsGreaterThan(5_000_000, json.Length);
        var reason = await ReasonAsync(json);
        Assert.IsTrue(reason is null or Reasons.TooComplex, reason);
        Assert.IsNull(await ReasonAsync($"{{{Context},\"type\":\"VerifiableCredential\"}}"));
    }

    [TestMethod]
    public async Task Canonicalize_DeepNesting_IsNoCrash()
    {
        var deep = new StringBuilder();
        for (var level = 0; level < 20_000; level++)
            deep.Append("{\"in\":");
        deep.Append("{}").Append('}', 20_000);
        Assert.IsNotNull(await ReasonAsync($"{{{Context},\"type\":\"VerifiableCredential\",\"of\":{deep}}}"));
        Assert.IsNull(await ReasonAsync($"{{{Context},\"type\":\"VerifiableCredential\"}}"));
    }

    private Task<string> CanonicalizeAsync(string json) => Verifiers.Canonicalizer.CanonicalizeAsync(json, "SHA-256", TestContext.CancellationToken);

    private async Task<string?> ReasonAsync(string json)
    {
        try
        {
            _ = await CanonicalizeAsync(json);
            return null;
        }
        catch (CanonicalizationException refused)
        {
            return refused.Reason;
        }
    }
}
