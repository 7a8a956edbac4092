using System.Text.Json;
using CreditBridge.Core.Data;
using CreditBridge.Tests.Audit;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Jobs.Commands;

[TestClass]
public sealed class AuditCommandTests
{
    [TestMethod]
    public async Task Audit_SealExportVerifyThenTamper_SaysWhatAndExits1()
    {
        await using var bridge = await TestTrail.CreateAsync(DatabaseProvider.Sqlite, 30);
        bridge.WriteSettings();
        var file = Path.Combine(bridge.Data.Path, "checkpoint.json");
        var (early, _, noCheckpoint) = await RunAsync("checkpoint", "export", "--out", file);
        Assert.AreEqual(1, early);
        Assert.Contains("'creditbridge audit seal' makes one", noCheckpoint);

        var sealing = JsonDocument.Parse((await RunAsync("seal", "--json")).Output).RootElement;
        Assert.AreEqual((31, 31L), (sealing.GetProperty("sealed").GetInt32(), sealing.GetProperty("entries").GetInt64()));
        Assert.AreEqual(0, (await RunAsync("checkpoint", "export", "--out", file)).Exit);
        var exported = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        Assert.AreEqual(("creditbridge.audit.checkpoint.v1", "TEST", 30L), (exported.GetProperty("format").GetString(), exported.GetProperty("institution").GetString(), exported.GetProperty("treeSize").GetInt64()));

        var (exit, output, errors) = await RunAsync("verify", "--checkpoint", file);
        Assert.AreEqual(0, exit, output + errors);
        Assert.Contains("The trail is intact: 31 sealed entries, 0 of them redacted; 0 wait to be sealed; 2 checkpoints compared.", output);

        await bridge.TamperAsync("UPDATE \"AuditEntries\" SET \"Why\" = 'better' WHERE \"Sequence\" = 7");
        var (found, json, _) = await RunAsync("verify", "--json");
        Assert.AreEqual(1, found);
        var report = JsonDocument.Parse(json).RootElement;
        Assert.IsFalse(report.GetProperty("isIntact").GetBoolean());
        Assert.AreEqual(7, report.GetProperty("findings")[0].GetProperty("sequence").GetInt64());
        Assert.Contains("Entry 7 was edited", report.GetProperty("findings")[0].GetProperty("sentence").GetString()!);

        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"TEST\"", "\"ELSEWHERE\"", StringComparison.Ordinal));
        var (other, _, says) = await RunAsync("verify", "--checkpoint", file);
        Assert.AreEqual(1, other);
        Assert.Contains("'ELSEWHERE'", says);

        Task<(int Exit, string Output, string Errors)> RunAsync(params string[] words) => BridgeProcess.RunAsync(["audit", .. words, "--data", bridge.Data.Path]);
    }

    [TestMethod]
    [DataRow("audit verify")]
    [DataRow("audit seal")]
    [DataRow("key list")]
    public async Task Audit_FolderWithoutADatabase_RefusesAndMakesNothing(string words)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"creditbridge-mistyped-{Guid.NewGuid():N}");
        var (exit, _, errors) = await BridgeProcess.RunAsync([.. words.Split(' '), "--data", folder]);
        Assert.AreEqual(1, exit);
        Assert.Contains("There is no CreditBridge database in", errors);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    [TestMethod]
    [DataRow("verify", "--checkpoint", "/nowhere.json", "There is no file /nowhere.json.")]
    [DataRow("verify", "--checkpoint", "/etc/hostname", "can't be read")]
    [DataRow("checkpoint", "export", "--day", "--out")]
    [DataRow("verify", "--fast", "", "--fast")]
    public async Task Audit_WrongWords_Exits2(string first, string second, string third, string says)
    {
        var (exit, _, errors) = await BridgeProcess.RunAsync([.. new[] { "audit", first, second, third }.Where(word => word.Length > 0)]);
        Assert.AreEqual(2, exit);
        Assert.Contains(says, errors);
        Assert.DoesNotContain("   at ", errors);
    }
}
