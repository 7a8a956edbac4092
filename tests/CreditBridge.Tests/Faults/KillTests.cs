using System.Text.Json;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Night;
using CreditBridge.Jobs.Demo;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Faults;

/// <summary>
/// kill -9 of the worker in mid-night, at random moments (reliability.md, scenario 12): run again, the numbers add up, nothing is posted twice, nothing
/// is lost. What it comes to must be what an undisturbed night comes to.
/// </summary>
[TestClass]
public sealed class KillTests
{
    private static readonly DemoSize Size = new(Learners: 120, Credentials: 1_500);

    [TestMethod]
    [DataRow(5, 1)]
    public Task Kill_FiveTimes_ChangesNothingInTheEnd(int kills, int seed) => KillAsync(DatabaseProvider.Sqlite, kills, seed);

    [TestMethod]
    [TestCategory("Long")]
    [TestCategory("Shard1")]
    [DataRow(10, 2)]
    [DataRow(10, 3)]
    [DataRow(10, 4)]
    [DataRow(10, 5)]
    public Task Kill_TenTimes_ChangesNothingInTheEnd(int kills, int seed) => KillAsync(DatabaseProvider.Sqlite, kills, seed);

    [TestMethod]
    [TestCategory("Long")]
    [TestCategory("Shard2")]
    [DataRow(10, 6)]
    [DataRow(10, 7)]
    public Task Kill_TenTimesOnPostgreSql_ChangesNothingInTheEnd(int kills, int seed) => KillAsync(DatabaseProvider.PostgreSql, kills, seed);

    private static async Task KillAsync(DatabaseProvider provider, int kills, int seed)
    {
        await using var calm = await DemoAsync(DatabaseProvider.Sqlite);
        Assert.AreEqual(0, (await BridgeProcess.RunAsync("night", "--data", calm.Data.Path, "--json")).Exit);

        await using var bridge = await DemoAsync(provider);
        var random = new Random(seed);
        var killed = 0;
        for (var attempts = 0; killed < kills && attempts < kills * 3; attempts++)
        {
            using var process = BridgeProcess.Start("night", "--data", bridge.Data.Path, "--json");
            await InTheMiddleAsync(bridge, process, random);
            if (process.HasEnded)
                break;
            process.Kill();
            killed++;
        }

        Assert.IsGreaterThanOrEqualTo(Math.Min(3, kills), killed, "Too few kills hit a working night to say anything.");
        var (exit, output, errors) = await BridgeProcess.RunAsync("night", "--data", bridge.Data.Path, "--json");
        Assert.AreEqual(0, exit, output + errors);
        var night = JsonDocument.Parse(output).RootElement;
        int Number(string name) => night.GetProperty(name).GetInt32();
        Assert.AreEqual(Number("read"), Number("new") + Number("changed") + Number("unchanged") + Number("duplicate") + Number("quarantined"));
        Assert.AreEqual(Number("satisfied"), Number("granted") + Number("requested") + Number("blocked") + Number("notChosen") + Number("alreadyDecided"));

        var (expected, actual) = (await StateAsync(calm), await StateAsync(bridge));
        Assert.AreEqual(expected, actual, $"after {killed} kills");
        var keys = Outbox(bridge);
        Assert.HasCount(keys.Count, keys.Distinct(), "Nothing may be posted twice.");
        CollectionAssert.AreEquivalent(Outbox(calm), keys, "Nothing may be lost.");
        Assert.AreEqual(keys.Count, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Posted)));
    }

    /// <summary>Waits until the night has begun, then for a random part of its usual length.</summary>
    private static async Task InTheMiddleAsync(TestBridge bridge, BridgeProcess process, Random random)
    {
        for (var i = 0; i < 600 && !process.HasEnded; i++)
        {
            var worked = await bridge.DbAsync(db => db.NightRuns.AnyAsync(night => night.State == NightState.Running && night.LeaseUntil > DateTime.UtcNow));
            if (worked)
                break;
            await Task.Delay(50);
        }

        await Task.Delay(random.Next(2_500));
    }

    private static async Task<TestBridge> DemoAsync(DatabaseProvider provider)
    {
        var bridge = await TestBridge.CreateAsync(provider);
        await bridge.DbAsync(db => new DemoInstitution(db, TimeProvider.System).CreateAsync(bridge.Data.Path, Size));
        bridge.WriteSettings(jobs: new { LeaseSeconds = 2 }, sis: new { SendSeconds = 6, SettlingSeconds = 7 });
        return bridge;
    }

    private static List<string> Outbox(TestBridge bridge) =>
        [.. Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv").SelectMany(file => File.ReadLines(file).Skip(1)).Select(line => line.Split(',')[0])];

    /// <summary>What must be the same whatever happened on the way. Runs are compared by what they took, not by how often they read it.</summary>
    private static Task<string> StateAsync(TestBridge bridge) => bridge.DbAsync(async db =>
        $"credentials {await db.Credentials.CountAsync()}, versions {await db.CredentialVersions.CountAsync()}, quarantined {await db.QuarantinedRecords.CountAsync()}, "
        + $"matched {await db.Credentials.CountAsync(c => c.LearnerId != null)}, requests {await db.CreditRequests.CountAsync()}, lines {await db.RequestLines.CountAsync()}, "
        + $"grants {await db.CreditGrants.CountAsync()}, grant lines {await db.GrantLines.CountAsync()}, due {await db.Learners.CountAsync(l => l.EvaluationDueAt != null)}, "
        + $"disclosures {await db.DisclosureEntries.Select(d => d.LearnerId).Distinct().CountAsync()}, differences {await db.ReconciliationDifferences.CountAsync()}, "
        + $"running {await db.SyncRuns.CountAsync(run => run.State == SyncRunState.Running)}");
}
