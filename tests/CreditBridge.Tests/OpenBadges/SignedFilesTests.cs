using System.Text.Json;
using CreditBridge.Tests.House;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.OpenBadges;

/// <summary>tests/data/signed and the demo's signed files are what their lists say of them.</summary>
[TestClass]
public sealed class SignedFilesTests
{
    private static readonly string Signed = Path.Combine(HouseTests.Root, "tests", "data", "signed");
    private static readonly string Demo = Path.Combine(HouseTests.Root, "src", "CreditBridge.Jobs", "Demo", "Data", "Signed");

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public Task Signed_EachFile_IsJudgedByTheLibrariesAsListed() => CompareAsync("manifest.json", Signed, Path.Combine(Signed, "documents.json"), atLeast: 200);

    [TestMethod]
    public Task Demo_EachFile_IsJudgedByTheLibrariesAsListed() => CompareAsync("demo.json", Demo, Path.Combine(Demo, "documents", "documents.json"), atLeast: 14);

    [TestMethod]
    public void Signed_EachFile_IsListedOnceWithAnArguedExpectation()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(Signed, "manifest.json")));
        var items = list.RootElement.GetProperty("items").EnumerateArray().ToList();
        var files = Directory.GetFiles(Signed, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Signed, path).Replace('\\', '/'))
            .Where(path => path.Contains('/', StringComparison.Ordinal) && !path.StartsWith("documents/", StringComparison.Ordinal)).ToList();

        CollectionAssert.AreEquivalent(files, items.ConvertAll(item => item.GetProperty("file").GetString()!));
        Assert.IsTrue(items.All(item => item.GetProperty("expect").GetString() is "valid" or "invalid" or "indeterminate" && item.GetProperty("note").GetString()!.Length > 5));
        var codes = typeof(CreditBridge.OpenBadges.Reasons).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        Assert.AreEqual("", string.Join(' ', items.SelectMany(item => item.GetProperty("reasons").EnumerateArray()).Select(reason => reason.GetString()!).Where(reason => !codes.Contains(reason))));
    }

    private async Task CompareAsync(string list, string folder, string documents, int atLeast)
    {
        using var parsed = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Signed, list), TestContext.CancellationToken));
        var items = parsed.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.IsGreaterThanOrEqualTo(atLeast, items.Count);

        var verdicts = await NodeTool.VerifyAsync(items.ConvertAll(item => Path.Combine(folder, item.GetProperty("file").GetString()!)), documents, parsed.RootElement.GetProperty("now").GetDateTime(), TestContext.CancellationToken);

        Assert.HasCount(items.Count, verdicts);
        var other = items.Zip(verdicts).Where(pair => pair.Second.Ok != (pair.First.GetProperty("libraries").GetString() == "ok")).Select(pair => $"{pair.Second.File}: {pair.Second.Error ?? "ok"}");
        Assert.AreEqual("", string.Join('\n', other));
    }
}
