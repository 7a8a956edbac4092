using CreditBridge.Core.Grants;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.StudentSystem;

/// <summary>The posting protocol with the adapters of PeopleSoft and Workday, registered as a site has them, over HTTP.</summary>
[TestClass]
public sealed class AdapterSweepTests
{
    [TestMethod]
    public async Task Sweep_PeopleSoftLosesAnswers_PostsEachOnce()
    {
        const int Credits = 25;
        await using var simulator = await PartnerSimulator.StartAsync();
        var system = simulator["peoplesoft"];
        await using var bridge = await TestBridge.CreateAsync(settings: new()
        {
            ["Sis:Adapter"] = "PeopleSoft",
            ["Sis:SendSeconds"] = "1",
            ["Sis:PeopleSoft:Address"] = $"{simulator.AddressOf("peoplesoft")}PSIGW/RESTListeningConnector/PSFT_CS",
            ["Sis:PeopleSoft:User"] = system.ClientId,
            ["Sis:PeopleSoft:Password"] = system.Secret,
            ["Sis:PeopleSoft:Institution"] = "CBUNI",
        }).WithSmallUniversityAsync();
        var lost = system.Fault(FaultNames.Silence, rate: 0.15, seed: 11);
        await GrantAsync(bridge, Credits);
        Assert.IsGreaterThan(0, lost.Struck, "The fault never hit.");
        Assert.IsGreaterThan(0, await OpenAsync(bridge));
        system.Heal();
        for (var minute = 0; minute < 10 && await OpenAsync(bridge) > 0; minute++)
            await SweepAsync(bridge);

        Assert.AreEqual(0, await OpenAsync(bridge), "All must be resolved by the look-up.");
        Assert.HasCount(Credits, system.Ledger.Held);
        Assert.HasCount(Credits, system.Ledger.Held.Select(one => one.Reference).Distinct(), "Nothing may be posted twice.");
        var said = await bridge.DbAsync(db => db.PostingExchanges.ToListAsync());
        Assert.IsGreaterThanOrEqualTo(Credits, said.Count(exchange => exchange.Call.Contains("CREDIT_POST", StringComparison.Ordinal)), "Each posting keeps what was said about it.");
        Assert.Contains(exchange => exchange.Answer.Contains("did not answer", StringComparison.Ordinal), said);
        Assert.DoesNotContain(exchange => exchange.Sent.Contains("<EMPLID>L10</EMPLID>", StringComparison.Ordinal), said, "The student number does not belong there.");
        await bridge.InScopeAsync<Reconciling, int>(reconciling => reconciling.ReconcileAsync(CancellationToken.None));
        Assert.AreEqual(Credits, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.OnTranscript)));
    }

    [TestMethod]
    public async Task Sweep_Workday_IsPostedOnceItShowsTheCredit()
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        var system = simulator["workday"];
        await using var bridge = await TestBridge.CreateAsync(settings: new()
        {
            ["Sis:Adapter"] = "Workday",
            ["Sis:Workday:Address"] = $"{simulator.AddressOf("workday")}ccx/api",
            ["Sis:Workday:TokenAddress"] = $"{simulator.AddressOf("workday")}ccx/oauth2/acme/token",
            ["Sis:Workday:Tenant"] = system.Organization,
            ["Sis:Workday:ClientId"] = system.ClientId,
            ["Sis:Workday:ClientSecret"] = system.Secret,
        }).WithSmallUniversityAsync();
        await GrantAsync(bridge, 3);
        await SweepAsync(bridge);
        Assert.AreEqual(3, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Sent)));
        Assert.AreEqual(3, Workday.Load(system, File.ReadAllText(Directory.GetFiles(bridge.Data.Outbox, "transfer-credits-*.csv").Single())));
        await SweepAsync(bridge);
        Assert.AreEqual(0, await OpenAsync(bridge));
        Assert.AreEqual(0, await bridge.InScopeAsync<Reconciling, int>(reconciling => reconciling.ReconcileAsync(CancellationToken.None)));
    }

    private static async Task GrantAsync(TestBridge bridge, int credits)
    {
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        await bridge.AddAsync(Enumerable.Range(0, credits).Select(i => LearnerOf($"L{i}", "L", $"l{i}@example.edu", now)));
        bridge.Drop(Acme, "a.csv", Csv(Enumerable.Range(0, credits).Select(i => Row($"{i}", $"l{i}@example.edu"))));
        Assert.AreEqual(credits, (await bridge.NightAsync()).Night.Granted);
    }

    private static Task<int> OpenAsync(TestBridge bridge) => bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State != PostingState.Posted && posting.State != PostingState.OnTranscript));

    private static async Task SweepAsync(TestBridge bridge)
    {
        bridge.Time.Advance(TimeSpan.FromMinutes(5));
        while (await bridge.InScopeAsync<PostingSweep, bool>(async sweep => (await sweep.NextAsync(CancellationToken.None)).More))
        {
        }
    }
}
