using System.Globalization;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Simulators;
using CreditBridge.Tests.Jobs.Connectors;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Faults;

/// <summary>
/// Scenarios 1–10 of reliability.md: the worker as a child process (in the fast tier mostly in this one) against a simulator that fails as named. I2 is counted in SQL each time: read = new + changed + unchanged + duplicate + quarantined,
/// and in the end we have what the source has. The fast tier takes one connector, the long tier each on both databases.
/// </summary>
[TestClass]
public sealed class PartnerFaultTests
{
    private const long MostBytes = 400L << 20;
    private const int Records = 200;

    /// <summary>Of fifty records, as the bridge of these tests asks for; and one request for a token.</summary>
    private const int Pages = (Records / 50) + 1;

    /// <summary>Short times, so that a test does not wait for what the pipeline's own test shows.</summary>
    private static readonly WireLimits Limits = new(AttemptSeconds: 2, TotalSeconds: 20, Retries: 1, Calls: 100_000, BreakAfter: 100);

    public static IEnumerable<object[]> OfOne => Scenarios.Select(scenario => new object[] { scenario, scenario == FaultNames.TokenExpires ? "Coursera" : "Credly", DatabaseProvider.Sqlite });

    /// <summary>Each scenario of each connector in this process; as a child process each scenario on each database, and each connector with some of them.</summary>
    public static IEnumerable<object[]> Every
    {
        get
        {
            var connectors = ConnectorCase.Paged.Select(one => (string)one[0]).ToList();
            for (var i = 0; i < Scenarios.Length; i++)
            {
                foreach (var connector in connectors.Where(connector => HasIt(Scenarios[i], connector)))
                    yield return [Scenarios[i], connector, DatabaseProvider.Sqlite, false];
                foreach (var provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql })
                {
                    var turn = connectors[(i + (int)provider) % connectors.Count];
                    yield return [Scenarios[i], HasIt(Scenarios[i], turn) ? turn : "Coursera", provider, true];
                }
            }
        }
    }

    /// <summary>Credly and Accredible know no tokens that end.</summary>
    private static bool HasIt(string scenario, string connector) => scenario != FaultNames.TokenExpires || connector is not ("Credly" or "Accredible");

    private static readonly string[] Scenarios =
    [
        "rate-limit 2", "rate-limit 120", "rate-limit date", "rate-limit 86400", "rate-limit soon",
        FaultNames.Unavailable, FaultNames.SlowBytes, FaultNames.Silence,
        FaultNames.Truncated, FaultNames.LoginPage, FaultNames.WrongType, FaultNames.BadUtf8, FaultNames.HugeBody,
        FaultNames.RepeatPage, FaultNames.RepeatCursor, FaultNames.TwiceDifferent, FaultNames.OlderAfterNewer, FaultNames.Poison,
        FaultNames.TokenExpires,
    ];

    [TestMethod]
    [DynamicData(nameof(OfOne))]
    public Task Pull_SourceFails_LosesNothingAndEndsWell(string scenario, string connector, DatabaseProvider provider) =>
        RunAsync(scenario, connector, provider, isChild: scenario is FaultNames.HugeBody or FaultNames.TokenExpires);

    [TestMethod]
    [TestCategory("Long")]
    [TestCategory("Shard1")]
    [DynamicData(nameof(Every))]
    public Task Pull_SourceFailsOfEachConnector_LosesNothingAndEndsWell(string scenario, string connector, DatabaseProvider provider, bool isChild) => RunAsync(scenario, connector, provider, isChild);

    private static async Task RunAsync(string scenario, string connector, DatabaseProvider provider, bool isChild)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, Records, provider, Limits, clock: isChild ? TimeProvider.System : null);
        await (scenario switch
        {
            _ when scenario.StartsWith(FaultNames.RateLimit, StringComparison.Ordinal) => WaitAsync(connected, isChild, scenario.Split(' ')[1]),
            FaultNames.Unavailable => UnavailableAsync(connected, isChild),
            FaultNames.RepeatPage or FaultNames.RepeatCursor => RepeatAsync(connected, isChild, scenario),
            FaultNames.TwiceDifferent or FaultNames.OlderAfterNewer => TwiceAsync(connected, isChild, scenario),
            FaultNames.Poison => PoisonAsync(connected, isChild),
            FaultNames.TokenExpires => TokenAsync(connected, isChild),
            _ => SpoiledAsync(connected, isChild, scenario),
        });
        Assert.IsEmpty(await connected.Bridge.DbAsync(db => db.SyncRuns.Where(run => run.IsOpen == true).Select(run => run.Id).ToListAsync()));
    }

    /// <summary>1: no call is early; above 60 seconds the worker is given back.</summary>
    private static async Task WaitAsync(ConnectedBridge connected, bool isChild, string value)
    {
        var header = value == "date" ? DateTimeOffset.UtcNow.AddMinutes(2).ToString("R", CultureInfo.InvariantCulture) : value;
        connected.Source.Fault(FaultNames.RateLimit, header, times: value == "soon" ? 2 : 1);
        var (run, took, _, said) = await connected.PullByAsync(isChild);
        Assert.IsLessThan(TimeSpan.FromSeconds(40), took);
        if (value == "2")
        {
            Assert.AreEqual(SyncRunState.Completed, run.State, said);
            var calls = connected.Source.Calls.ToList();
            var refused = calls.FindIndex(call => call.Status == 429);
            Assert.IsGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.95), calls[refused + 1].Elapsed - calls[refused].Elapsed);
        }
        else
        {
            Assert.AreEqual(SyncRunState.Waiting, run.State, said);
            var wait = run.ResumeAt!.Value - (isChild ? DateTime.UtcNow : connected.Bridge.Time.GetUtcNow().UtcDateTime);
            Assert.IsTrue(value switch { "86400" => wait.TotalHours > 23, "soon" => wait.TotalSeconds is > 60 and < 121, _ => wait.TotalSeconds is > 60 and < 121 }, $"{wait}");
            // Whoever asks again before the time makes no call.
            var called = connected.Source.Calls.Count;
            Assert.AreEqual(SyncRunState.Waiting, (await connected.PullByAsync(isChild)).Run.State);
            Assert.HasCount(called, connected.Source.Calls);
            await connected.EndWaitAsync();
        }

        await CompletesAsync(connected, isChild);
    }

    /// <summary>2: at most four calls a page at 100 %, through at 30 %, whole once it is over.</summary>
    private static async Task UnavailableAsync(ConnectedBridge connected, bool isChild)
    {
        connected.Source.Fault(FaultNames.Unavailable);
        var (run, _, _, said) = await connected.PullByAsync(isChild);
        Assert.AreEqual((SyncRunState.Failed, 0), (run.State, run.Read), said);
        Assert.IsLessThanOrEqualTo(4, connected.Source.Calls.Count(call => call.Status == 503));
        Assert.IsNotNull(run.ResumeAt, "It goes on by itself.");
        connected.Source.Heal();
        connected.Source.ForgetCalls();
        connected.Source.Fault(FaultNames.Unavailable, rate: 0.3, seed: 7);
        for (var tries = 0; run.State != SyncRunState.Completed && tries < 8; tries++)
            run = (await connected.PullByAsync(isChild)).Run;
        Assert.AreEqual(SyncRunState.Completed, run.State, run.Problems);
        // A search that is posted has the same address for each of its pages.
        Assert.IsLessThanOrEqualTo(4, connected.Source.Calls.Where(call => !call.Request.StartsWith("POST", StringComparison.Ordinal)).GroupBy(call => call.Request).Select(page => page.Count()).DefaultIfEmpty().Max());
        Assert.IsLessThanOrEqualTo(4 * Pages, connected.Source.Calls.Count);
        connected.Source.Heal();
        await CompletesAsync(connected, isChild);
    }

    /// <summary>3 and 4: the page is not acknowledged, the run says why, memory stays small, and once it is over everything comes.</summary>
    private static async Task SpoiledAsync(ConnectedBridge connected, bool isChild, string scenario)
    {
        connected.Source.Fault(scenario);
        var (run, took, peak, said) = await connected.PullByAsync(isChild);
        Assert.AreEqual((SyncRunState.Failed, 0), (run.State, run.Read), said);
        Assert.Contains(scenario switch
        {
            FaultNames.SlowBytes or FaultNames.Silence => "did not answer in 2 seconds",
            FaultNames.Truncated => "ends in the middle",
            FaultNames.LoginPage => "sent a web page",
            FaultNames.WrongType => "where JSON should be",
            FaultNames.BadUtf8 => "not valid UTF-8",
            _ => "more than 16 MB",
        }, run.Problems!);
        Assert.IsLessThan(TimeSpan.FromSeconds(60), took);
        Assert.IsLessThan(MostBytes, peak);
        Assert.AreEqual(0, await connected.Bridge.DbAsync(db => db.SyncCheckpoints.CountAsync()));
        connected.Source.Heal();
        await CompletesAsync(connected, isChild);
    }

    /// <summary>5: it ends after two repeats at most, with no row more than there are.</summary>
    private static async Task RepeatAsync(ConnectedBridge connected, bool isChild, string scenario)
    {
        connected.Source.Fault(scenario);
        var (run, _, _, said) = await connected.PullByAsync(isChild);
        Assert.AreEqual(SyncRunState.Failed, run.State, said);
        Assert.IsLessThanOrEqualTo(4, connected.Source.Calls.Count(call => !call.Request.Contains("token", StringComparison.OrdinalIgnoreCase)), said);
        connected.Source.Heal();
        await CompletesAsync(connected, isChild);
    }

    /// <summary>7: the newest by the source's own time wins, whatever came last; a source that gives no times has it looked at by a person.</summary>
    private static async Task TwiceAsync(ConnectedBridge connected, bool isChild, string scenario)
    {
        connected.Source.Fault(scenario, times: 1);
        var (run, _, _, said) = await connected.PullByAsync(isChild);
        Assert.AreEqual((SyncRunState.Completed, Records + 1, Records), (run.State, run.Read, run.New), said);
        Assert.AreEqual(1, run.Changed + run.Duplicate + run.Unchanged + run.Quarantined);
        if (run.Quarantined == 0)
        {
            var contents = await connected.Bridge.DbAsync(db => db.CredentialVersions.AsNoTracking().ToListAsync());
            Assert.HasCount(1, contents, "Both contents are kept.");
            var current = await connected.Bridge.DbAsync(db => db.Credentials.AsNoTracking().SingleAsync(credential => credential.Id == contents[0].CredentialId));
            Assert.AreEqual(scenario == FaultNames.TwiceDifferent, current.Payload.Contains("Second", StringComparison.OrdinalIgnoreCase), current.Payload);
            Assert.AreNotEqual(contents[0].PayloadSha256, current.PayloadSha256);
        }

        connected.Source.Heal();
        await CompletesAsync(connected, isChild);
    }

    /// <summary>8: one in the lot is set aside with its reason.</summary>
    private static async Task PoisonAsync(ConnectedBridge connected, bool isChild)
    {
        connected.Source.Fault(FaultNames.Poison, times: 1);
        var (run, _, _, said) = await connected.PullByAsync(isChild);
        Assert.AreEqual((SyncRunState.Completed, Records - 1, 1), (run.State, run.New, run.Quarantined), said);
        connected.Source.Heal();
        await CompletesAsync(connected, isChild);
    }

    /// <summary>10: tokens end in the middle, and once none is given; no secret is said.</summary>
    private static async Task TokenAsync(ConnectedBridge connected, bool isChild)
    {
        connected.Source.Fault(FaultNames.TokenExpires, rate: 0.5, seed: 2);
        connected.Source.Fault(FaultNames.TokenFails, times: 1);
        var (run, said) = (default(SyncRun), "");
        for (var tries = 0; run?.State != SyncRunState.Completed && tries < 20; tries++)
        {
            (run, _, _, var one) = await connected.PullByAsync(isChild);
            said += one;
        }

        Assert.AreEqual(SyncRunState.Completed, run!.State, said);
        Assert.IsFalse(said.Contains(connected.Source.Secret, StringComparison.Ordinal), "The secret was said.");
        connected.Source.Heal();
        await CompletesAsync(connected, isChild);
    }

    /// <summary>6: records come and go between pages; after the second run we have what the source has, and what it no longer has is flagged.</summary>
    private static async Task ShiftAsync(string connector, int seed, DatabaseProvider provider)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, 300, provider);
        connected.Source.Fault(FaultNames.Shifting, seed: seed);
        var run = await connected.PullAsync();
        Assert.AreEqual(SyncRunState.Completed, run.State, run.Problems);
        connected.Source.Heal();
        connected.Bridge.Time.Advance(TimeSpan.FromDays(1));
        run = await connected.PullAsync();
        Assert.AreEqual(SyncRunState.Completed, run.State, run.Problems);
        var (there, here) = (connected.Source.Records.Select(record => record.Id).ToHashSet(), await connected.CredentialsAsync());
        var seen = here.Where(credential => credential.Status == CredentialStatus.Active).Select(credential => credential.ExternalId[^there.First().Length..]).ToList();
        Assert.HasCount(seen.Count, seen.Distinct());
        Assert.IsTrue(there.SetEquals(seen), $"seed {seed}: {there.Except(seen).Count()} lost, {seen.Except(there).Count()} not flagged of {there.Count}");
    }

    [TestMethod]
    [DataRow("Credly", 1)]
    [DataRow("Credly", 2)]
    [DataRow("Accredible", 3)]
    public Task Pull_RecordsComeAndGoBetweenPages_TwoRunsMatchTheSource(string connector, int seed) => ShiftAsync(connector, seed, DatabaseProvider.Sqlite);

    [TestMethod]
    [TestCategory("Long")]
    [TestCategory("Shard2")]
    [DynamicData(nameof(Paged))]
    public async Task Pull_RecordsComeAndGoManyTimes_TwoRunsMatchTheSource(string connector)
    {
        for (var seed = 0; seed < (connector == "Credly" ? 100 : 20); seed++)
            await ShiftAsync(connector, seed, seed % 10 == 0 ? DatabaseProvider.PostgreSql : DatabaseProvider.Sqlite);
    }

    public static IEnumerable<object[]> Paged => ConnectorCase.Paged;

    /// <summary>9: the source's clock is ten minutes ahead or behind.</summary>
    [TestMethod]
    [DataRow("Credly", 10)]
    [DataRow("Credly", -10)]
    [DataRow("CanvasCredentials", -10)]
    public async Task Pull_SourcesClockIsOff_MissesNoChange(string connector, int minutes)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, 60);
        connected.Source.ClockOff = TimeSpan.FromMinutes(minutes);
        await connected.PullAsync();
        await connected.PullAsync();
        for (var day = 0; day < 3; day++)
        {
            connected.Bridge.Time.Advance(TimeSpan.FromHours(23));
            connected.Source.Change(connected.Source.Records[day].Id, record => record with { ExpiresAt = record.IssuedAt.AddYears(5 + day) });
            connected.Source.Add();
            var run = await connected.PullAsync();
            Assert.AreEqual((SyncRunState.Completed, 1, 1), (run.State, run.New, run.Changed), $"day {day}: {run.Problems}");
        }
    }

    private static async Task CompletesAsync(ConnectedBridge connected, bool isChild)
    {
        var (run, _, _, said) = await connected.PullByAsync(isChild);
        Assert.AreEqual(SyncRunState.Completed, run.State, said);
        var ids = (await connected.CredentialsAsync()).ConvertAll(credential => credential.ExternalId);
        Assert.HasCount(connected.Source.Records.Count, ids);
        Assert.HasCount(ids.Count, ids.Distinct());
        foreach (var one in await connected.Bridge.DbAsync(db => db.SyncRuns.AsNoTracking().ToListAsync()))
            Assert.AreEqual(one.Read, one.New + one.Changed + one.Unchanged + one.Duplicate + one.Quarantined);
        Assert.AreEqual(ids.Count, await connected.Bridge.DbAsync(db => db.SyncRuns.SumAsync(one => one.New)));
    }
}
