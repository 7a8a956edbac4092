using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Simulators;
using CreditBridge.Sis;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.StudentSystem;

/// <summary>The posting protocol over HTTP (reliability, scenario 11): every fifth answer is lost after the student system has committed.</summary>
[TestClass]
public sealed class EthosSweepTests
{
    [TestMethod]
    public Task Sweep_OneHundredWithEveryFifthAnswerLost_PostsEachOnce() => PostAsync(DatabaseProvider.Sqlite, 100);

    [TestMethod]
    [DatabaseData]
    [TestCategory("Long"), TestCategory("Shard1")]
    public Task Sweep_OneThousandWithEveryFifthAnswerLost_PostsEachOnce(DatabaseProvider provider) => PostAsync(provider, 1000);

    private static async Task PostAsync(DatabaseProvider provider, int credits)
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        await using var bridge = await TestBridge.CreateAsync(provider, settings: new()
        {
            ["Sis:Adapter"] = "Ethos",
            ["Sis:Ethos:Address"] = simulator.AddressOf("ethos"),
            ["Sis:Ethos:ApiKey"] = simulator["ethos"].Secret,
            ["Sis:Ethos:Institution"] = EthosLedger.Institution,
            ["Sis:Ethos:Levels:Lower"] = "UG",
            ["Sis:Ethos:CallsPerSecond"] = "1000",
            ["Sis:Ethos:AnswerSeconds"] = "0.5",
        }).WithSmallUniversityAsync();
        var lost = simulator["ethos"].Fault(FaultNames.TimeOutAfterCommit, rate: 0.2, seed: 11);
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        await bridge.AddAsync(Enumerable.Range(0, credits).Select(i => LearnerOf($"L{i}", "L", $"l{i}@example.edu", now)));
        bridge.Drop(Acme, "a.csv", Csv(Enumerable.Range(0, credits).Select(i => Row($"{i}", $"l{i}@example.edu"))));
        Assert.AreEqual(credits, (await bridge.NightAsync()).Night.Granted);
        Assert.IsGreaterThanOrEqualTo(credits / 10, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Unknown)), "The fault never hit hard enough to say anything.");
        for (var minute = 0; minute < 20 && await OpenAsync(bridge) > 0; minute++)
        {
            bridge.Time.Advance(TimeSpan.FromMinutes(1));
            await SweepAsync(bridge);
        }

        Assert.AreEqual(0, await OpenAsync(bridge), "All must be resolved by the look-up.");
        Assert.AreEqual((credits, credits), (simulator.Ethos.Committed.Count, simulator.Ethos.Committed.Values.Sum()), "Nothing may be posted twice.");
        Assert.IsGreaterThanOrEqualTo(credits / 10, lost.Struck);
        var said = await bridge.DbAsync(db => db.PostingExchanges.ToListAsync());
        Assert.AreEqual(credits, said.Where(exchange => exchange.Call.Contains("/api/transfer", StringComparison.Ordinal)).Select(exchange => exchange.PostingId).Distinct().Count(), "Each posting keeps what was said about it.");
        Assert.Contains(exchange => exchange.Answer.Contains("did not answer", StringComparison.Ordinal), said);
        Assert.DoesNotContain(exchange => exchange.Sent.Contains("\"L10\"", StringComparison.Ordinal), said, "The student number does not belong there.");
    }

    private static Task<int> OpenAsync(TestBridge bridge) => bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State != PostingState.Posted && posting.State != PostingState.OnTranscript));

    private static async Task SweepAsync(TestBridge bridge)
    {
        try
        {
            while (await bridge.InScopeAsync<PostingSweep, bool>(async sweep => (await sweep.NextAsync(CancellationToken.None)).More))
            {
            }
        }
        catch (SisException)
        {
            // A machine under load missed the short time of this test in a look-up: the next sweep asks again.
        }
    }
}
