using System.Text.Json;
using CreditBridge.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CreditBridge.Tests.Jobs.Commands;

[TestClass]
public sealed class CommandTests
{
    private static readonly string[] NightKeys =
    [
        "read", "new", "changed", "unchanged", "duplicate", "quarantined", "matched", "unmatched", "satisfied", "granted", "requested", "blocked", "notChosen",
        "alreadyDecided", "posted", "rejected", "unknown", "seconds", "peakMegabytes", "partners",
    ];

    private readonly string _data = Directory.CreateTempSubdirectory("creditbridge-command-").FullName;

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_data, recursive: true);

    [TestMethod]
    [DataRow(new string[0], "Usage:")]
    [DataRow(new[] { "nigth" }, "nigth")]
    [DataRow(new[] { "night", "--fast" }, "--fast")]
    [DataRow(new[] { "demo", "--learners", "-5" }, "--learners takes a whole number from 1")]
    [DataRow(new[] { "demo", "--seed", "x" }, "--seed")]
    public async Task Run_UnknownOrMissingWords_PrintsUsageAndExits2(string[] arguments, string says)
    {
        var (exit, output, errors) = await BridgeProcess.RunAsync(arguments);
        Assert.AreEqual(2, exit);
        Assert.Contains(says, output + errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [TestMethod]
    public async Task Night_WithoutAnInstitution_SaysWhatToDoFirst()
    {
        var (exit, _, errors) = await BridgeProcess.RunAsync("night", "--data", _data);
        Assert.AreEqual(1, exit);
        Assert.Contains($"run 'creditbridge demo --data {_data}' first", errors);
    }

    [TestMethod]
    public async Task DemoThenTwoNightsAtOnceThenAnother_MakesOneNightAndRepeatsNothing()
    {
        Assert.AreEqual(0, (await BridgeProcess.RunAsync("demo", "--data", _data, "--learners", "60", "--credentials", "600")).Exit);
        Assert.AreEqual(1, (await BridgeProcess.RunAsync("demo", "--data", _data)).Exit, "A demo never overwrites an institution.");

        var both = await Task.WhenAll(BridgeProcess.RunAsync("night", "--data", _data, "--json"), BridgeProcess.RunAsync("night", "--data", _data, "--json"));
        foreach (var (exit, _, errors) in both)
            Assert.AreEqual(0, exit, errors);
        var first = JsonDocument.Parse(both[0].Output).RootElement;
        foreach (var key in NightKeys)
            Assert.IsTrue(first.TryGetProperty(key, out _), key);
        int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
        Assert.IsGreaterThan(500, Number(first, "new"));
        Assert.IsGreaterThan(50, Number(first, "granted"));
        Assert.AreEqual(Number(first, "read"), new[] { "new", "changed", "unchanged", "duplicate", "quarantined" }.Sum(name => Number(first, name)));
        Assert.AreEqual(Number(first, "satisfied"), new[] { "granted", "requested", "blocked", "notChosen", "alreadyDecided" }.Sum(name => Number(first, name)));
        Assert.AreEqual(Number(first, "read"), first.GetProperty("partners").EnumerateArray().Sum(partner => Number(partner, "read")));
        // Whichever of the two did it, the other joined it, unless it came when all was done: then it found nothing to do.
        var second = JsonDocument.Parse(both[1].Output).RootElement;
        Assert.IsTrue(Number(second, "new") == Number(first, "new") || Number(second, "new") * Number(first, "new") == 0);

        var third = JsonDocument.Parse((await BridgeProcess.RunAsync("night", "--data", _data, "--json")).Output).RootElement;
        Assert.AreEqual("0 0 0 0", $"{Number(third, "new")} {Number(third, "changed")} {Number(third, "granted")} {Number(third, "posted")}");
        var keys = Directory.GetFiles(Path.Combine(_data, "outbox"), "credit-*.csv").SelectMany(file => File.ReadLines(file).Skip(1)).Select(line => line.Split(',')[0]).ToList();
        Assert.AreEqual(Number(first, "posted") + Number(second, "posted") * (Number(second, "new") == Number(first, "new") ? 0 : 1), keys.Count);
        Assert.HasCount(keys.Count, keys.Distinct());
    }

    [TestMethod]
    public async Task Night_DiskFull_SaysSoAndGoesOnWhenThereIsRoom()
    {
        var disk = Path.Combine(_data, "disk");
        Directory.CreateDirectory(disk);
        if (!Shell($"mount -t tmpfs -o size=6m tmpfs {disk}"))
            Assert.Inconclusive("A small disk can be mounted by root only.");
        try
        {
            Assert.AreEqual(0, (await BridgeProcess.RunAsync("demo", "--data", disk, "--learners", "50", "--credentials", "3000")).Exit);
            var (exit, _, errors) = await BridgeProcess.RunAsync("night", "--data", disk, "--json");
            Assert.AreNotEqual(0, exit);
            Assert.DoesNotContain("   at ", errors);
            Shell($"mount -o remount,size=200m {disk}");
            var (again, output, _) = await BridgeProcess.RunAsync("night", "--data", disk, "--json");
            Assert.AreEqual(0, again, output);
            await using var database = new SqliteConnection($"Data Source={disk}/creditbridge.db;Pooling=False");
            await database.OpenAsync();
            Assert.AreEqual("ok", Scalar(database, "PRAGMA integrity_check"));
            Assert.AreEqual(0L, Scalar(database, "SELECT COUNT(*) FROM Learners WHERE EvaluationDueAt IS NOT NULL"));
            Assert.IsGreaterThan(2500L, (long)Scalar(database, "SELECT COUNT(*) FROM Credentials"));
        }
        finally
        {
            Shell($"umount {disk}");
        }
    }

    private static object Scalar(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private static bool Shell(string command)
    {
        using var process = System.Diagnostics.Process.Start("/bin/sh", ["-c", command + " 2>/dev/null"]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
