using System.Text.Json;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.House;

namespace CreditBridge.Tests.OpenBadges;

/// <summary>Credentials that others made and judged: those kept outside the project (Inconclusive without them), and those of tests/signing.</summary>
[TestClass]
public sealed class JudgedFilesTests
{
    private static readonly string Shared = Path.Combine(HouseTests.Root, "../shared/data/credentials");
    private static readonly string Signed = Path.Combine(HouseTests.Root, "tests/data/signed");

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object?[]> SharedFiles() => File.Exists(Path.Combine(Shared, "MANIFEST.json"))
        ? Items(Shared, "MANIFEST.json").Where(item => item.GetProperty("expect").GetString() is "valid" or "invalid" or "signature-valid").Select(item => new object?[] { item.GetProperty("file").GetString() })
        : [[null]];

    public static IEnumerable<object?[]> SignedFiles() => Items(Signed, "manifest.json").Select(item => new object?[] { item.GetProperty("file").GetString() });

    [TestMethod]
    [DynamicData(nameof(SharedFiles))]
    public async Task Verify_FileThatOthersJudged_IsAsTheirManifestSays(string? name)
    {
        if (name is null)
            Assert.Inconclusive("The judged credentials are not on this machine.");
        var item = Items(Shared, "MANIFEST.json").Single(item => item.GetProperty("file").GetString() == name);
        var expected = item.GetProperty("expect").GetString() is "signature-valid" ? "indeterminate" : item.GetProperty("expect").GetString();

        var file = CredentialFile.Open(await File.ReadAllBytesAsync(Path.Combine(Shared, name)));
        var index = Verifiers.AtItsId(new IndexedDocuments(Path.Combine(Shared, "documents.json")), file);
        var recipients = item.TryGetProperty("recipient", out var recipient) ? [RecipientIdentity.Of(recipient.GetString()!)] : Array.Empty<RecipientIdentity>();
        var verification = await Verifiers.With(index).VerifyAsync(file, recipients, TestContext.CancellationToken);

        Assert.AreEqual(expected, Verifiers.ResultOf(verification), Verifiers.Sentences(verification));
        if (expected == "indeterminate")
            CollectionAssert.Contains(verification.ReasonCodes.ToList(), Reasons.KeyNotBound);
    }

    [TestMethod]
    [DynamicData(nameof(SignedFiles))]
    public async Task Verify_FileMadeWithOtherLibraries_IsAsItsListSays(string name)
    {
        var item = Items(Signed, "manifest.json").Single(item => item.GetProperty("file").GetString() == name);
        var recipients = item.TryGetProperty("recipient", out var recipient) && recipient.GetString() is { Length: > 0 } identity ? [RecipientIdentity.Of(identity)] : Array.Empty<RecipientIdentity>();
        var index = new IndexedDocuments(Path.Combine(Signed, "documents.json"));

        var (result, verification) = await JudgeAsync(await File.ReadAllBytesAsync(Path.Combine(Signed, name)), index, recipients);

        string[] right = [item.GetProperty("expect").GetString()!, .. item.TryGetProperty("orElse", out var others) ? others.EnumerateArray().Select(other => other.GetString()!) : []];
        CollectionAssert.Contains(right, result, verification is null ? "" : Verifiers.Sentences(verification));
        if (result == right[0] && verification is not null && item.TryGetProperty("reasons", out var reasons))
        {
            foreach (var reason in reasons.EnumerateArray())
                CollectionAssert.Contains(verification.Checks.Select(check => check.Reason).ToList(), reason.GetString(), Verifiers.Sentences(verification));
        }

        if (verification is not null && item.TryGetProperty("nested", out var nested))
            CollectionAssert.AreEqual(nested.EnumerateArray().Select(inner => inner.GetString()).ToList(), verification.Nested.Select(Verifiers.ResultOf).ToList());
    }

    private async Task<(string Result, Verification? Verification)> JudgeAsync(byte[] bytes, IndexedDocuments index, RecipientIdentity[] recipients)
    {
        try
        {
            var verification = await Verifiers.With(index).VerifyAsync(CredentialFile.Open(bytes), recipients, TestContext.CancellationToken);
            return (Verifiers.ResultOf(verification), verification);
        }
        catch (FormatException)
        {
            return ("invalid", null);
        }
    }

    private static List<JsonElement> Items(string folder, string manifest)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, manifest)));
        return [.. document.RootElement.GetProperty("items").EnumerateArray().Select(item => item.Clone())];
    }
}
