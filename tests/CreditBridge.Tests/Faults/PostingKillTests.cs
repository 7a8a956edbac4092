using System.Diagnostics;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Faults;

/// <summary>
/// kill -9 of the worker while it posts (reliability.md, scenario 12): at each moment that the student system sees, and at random ones between them (claimed and not sent, answered and not
/// written). The student system keeps a ledger of its own that counts: nothing twice, nothing lost, every state in sight, and work goes on after each kill.
/// </summary>
[TestClass]
public sealed class PostingKillTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public Task Kill_AtEachMomentOnce_PostsEachOnce() => KillAsync(DatabaseProvider.Sqlite, kills: 5, seed: 1);

    [TestMethod]
    [TestCategory("Long"), TestCategory("Shard3")]
    [DataRow(50, 2)]
    [DataRow(50, 3)]
    public Task Kill_FiftyTimes_PostsEachOnce(int kills, int seed) => KillAsync(DatabaseProvider.Sqlite, kills, seed);

    [TestMethod]
    [TestCategory("Long"), TestCategory("Shard4")]
    [DataRow(50, 4)]
    [DataRow(50, 5)]
    public Task Kill_FiftyTimesOnPostgreSql_PostsEachOnce(int kills, int seed) => KillAsync(DatabaseProvider.PostgreSql, kills, seed);

    private async Task KillAsync(DatabaseProvider provider, int kills, int seed)
    {
        var credits = kills * 4;
        await using var simulator = await PartnerSimulator.StartAsync();
        await using var bridge = await GrantedAsync(provider, simulator, credits);
        var (random, struck) = (new Random(seed), new Dictionary<string, int>());
        var (since, longest) = (new Stopwatch(), TimeSpan.Zero);
        for (var killed = 0; killed < kills;)
        {
            // The four moments by turns, then a random one.
            var step = killed % 5 < 4 ? (EthosStep?)(killed % 5) : null;
            var (after, delay) = (random.Next(1, 4), step is null or EthosStep.Answered ? random.Next(0, 25) : 0);
            var now = new TaskCompletionSource();
            var (seen, pause) = (0, new ManualResetEventSlim());
            simulator.Ethos.At = at =>
            {
                if (at == EthosStep.Committed && since.IsRunning)
                {
                    longest = since.Elapsed > longest ? since.Elapsed : longest;
                    since.Reset();
                }

                if ((step is null || at == step) && Interlocked.Increment(ref seen) == after)
                    now.TrySetResult();
                // Its caller is to die before the answer.
                if (now.Task.IsCompleted && at == step && at != EthosStep.Answered)
                    pause.Wait(30);
            };
            using var process = BridgeProcess.Start("night", "--data", bridge.Data.Path, "--json");
            if (await Task.WhenAny(now.Task, process.EndAsync()) != now.Task)
                break;
            await Task.Delay(delay);
            process.Kill();
            since.Start();
            killed++;
            var name = step?.ToString() ?? "any";
            struck[name] = struck.GetValueOrDefault(name) + 1;
        }

        simulator.Ethos.At = at =>
        {
            if (at == EthosStep.Committed && since.IsRunning)
            {
                longest = since.Elapsed > longest ? since.Elapsed : longest;
                since.Reset();
            }
        };
        Assert.AreEqual(kills, struck.Values.Sum(), "The work was over before the kills were.");
        // On a machine that stalls longer than a send may take, a night says that one was not sent in time; it is due again minutes later.
        var (said, patience) = ("", Stopwatch.StartNew());
        for (; await OpenAsync(bridge) > 0 && patience.Elapsed < TimeSpan.FromMinutes(6); await Task.Delay(TimeSpan.FromSeconds(1)))
            said = (await BridgeProcess.RunAsync("night", "--data", bridge.Data.Path, "--json")).Output;

        TestContext.WriteLine($"{kills} kills ({string.Join(", ", struck.Select(pair => $"{pair.Key} {pair.Value}"))}); longest from a kill to the next credit: {longest.TotalSeconds:0.0} s");
        Assert.AreEqual(0, await OpenAsync(bridge), $"Every posting must come to its end. The last night said: {said}");
        Assert.IsTrue(simulator.Ethos.Committed.Values.All(times => times == 1), "Nothing may be posted twice.");
        Assert.HasCount(credits, simulator.Ethos.Committed, "Nothing may be lost.");
        Assert.IsLessThan(60, longest.TotalSeconds, "Work must go on within a minute.");
        var problems = await bridge.DbAsync(db => db.ReconciliationDifferences.Where(difference => difference.OpenKey != null).Select(difference => difference.Sentence).ToListAsync());
        Assert.IsEmpty(problems, string.Join("\n", problems));
    }

    /// <summary>Everything granted and nothing sent, because nobody was admitted yet; now they are.</summary>
    private static async Task<TestBridge> GrantedAsync(DatabaseProvider provider, PartnerSimulator simulator, int credits)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        await bridge.AddAsync(Enumerable.Range(0, credits).Select(i => LearnerOf($"L{i}", "L", $"l{i}@example.edu", now)));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Applicant)));
        bridge.Drop(Acme, "a.csv", Csv(Enumerable.Range(0, credits).Select(i => Row($"{i}", $"l{i}@example.edu"))));
        Assert.AreEqual(credits, (await bridge.NightAsync()).Night.Granted);
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Enrolled)));
        // The worker runs by the machine's clock, whatever the date is.
        await bridge.DbAsync(db => db.Terms.ExecuteUpdateAsync(set => set.SetProperty(term => term.StartsOn, new DateOnly(2020, 1, 1)).SetProperty(term => term.EndsOn, new DateOnly(2099, 1, 1))));
        bridge.WriteSettings(jobs: new { LeaseSeconds = 2 }, sis: new
        {
            Adapter = "Ethos",
            SendSeconds = 2,
            SettlingSeconds = 3,
            Ethos = new { Address = simulator.AddressOf("ethos"), ApiKey = simulator["ethos"].Secret, EthosLedger.Institution, Levels = new { Lower = "UG" }, CallsPerSecond = 1000, AnswerSeconds = 1.5 },
        });
        return bridge;
    }

    private static Task<int> OpenAsync(TestBridge bridge) => bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State != PostingState.Posted && posting.State != PostingState.OnTranscript));
}
