using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Jobs.Commands;

[TestClass]
public sealed class KeyCommandTests
{
    private readonly string _data = Directory.CreateTempSubdirectory("creditbridge-key-").FullName;

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_data, recursive: true);

    [TestMethod]
    public async Task Key_MadeByThreeProcessesAtOnce_RotatedAndRetired_SaysEachTimeWhatItMeans()
    {
        Assert.AreEqual(0, (await RunAsync("migrate")).Exit);
        var lists = await Task.WhenAll(RunAsync("key", "list"), RunAsync("key", "list"), RunAsync("key", "list"));
        var first = Assert.ContainsSingle(lists.Select(list => list.Output).Distinct()).Split(' ')[0];
        Assert.Contains("signs", lists[0].Output);
        Assert.Contains("0 awards", lists[0].Output);

        var (exit, output, _) = await RunAsync("key", "rotate");
        Assert.AreEqual(0, exit);
        Assert.Contains($"{first} stays published", output);
        var second = output.Split(' ')[0];
        StringAssert.StartsWith((await RunAsync("key", "list")).Output, $"{first}  verifies");

        (exit, _, var errors) = await RunAsync("key", "retire", second, "--yes");
        Assert.AreEqual(1, exit);
        Assert.Contains("run 'creditbridge key rotate' first", errors);
        (exit, output, _) = await RunAsync("key", "retire", first);
        Assert.AreEqual(1, exit);
        Assert.Contains("0 awards existed while", output);
        Assert.Contains("Nothing was changed: add --yes", output);
        Assert.Contains(first, (await RunAsync("key", "list")).Output);
        Assert.AreEqual(0, (await RunAsync("key", "retire", first, "--yes")).Exit);
        Assert.DoesNotContain(first, (await RunAsync("key", "list")).Output);
        Assert.Contains($"There is no key {first}", (await RunAsync("key", "retire", first, "--yes")).Errors);
    }

    private Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments) => BridgeProcess.RunAsync([.. arguments, "--data", _data]);
}
