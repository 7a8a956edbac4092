using System.Text;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Connectors.Hooks;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Jobs.Connectors.Hooks;

[TestClass]
public sealed class HookSweepTests
{
    [TestMethod]
    public async Task Sweep_RevocationAnnounced_ArrivesAndTheWebhookIsDone()
    {
        await using var connected = await SettledAsync();
        var revoked = connected.Source.Records[3];
        connected.Source.Revoke(revoked.Id);
        // It may say anything: what is taken is fetched.
        await SendAsync(connected, $$"""{"id":"e-1","event_type":"badge.state.changed","badge_id":"another","state":"accepted"}""");
        await SweepAsync(connected);
        Assert.Contains("learner3", (await connected.CredentialsAsync()).Single(credential => credential.Status == CredentialStatus.Revoked).RecipientKey);
        var (runs, states) = await SeenAsync(connected);
        Assert.AreEqual(1, runs);
        Assert.AreEqual(HookState.Done, states.Single());
        var calls = connected.Source.Calls.Count;
        connected.Bridge.Time.Advance(TimeSpan.FromHours(1));
        await SweepAsync(connected);
        Assert.AreEqual((1, calls), ((await SeenAsync(connected)).Runs, connected.Source.Calls.Count), "Done is done.");
    }

    [TestMethod]
    public async Task Sweep_StormOfTwoThousand_IsOneOrTwoPulls()
    {
        await using var connected = await SettledAsync();
        for (var i = 0; i < 2_000; i++)
        {
            await SendAsync(connected, $$"""{"id":"e-{{i}}"}""");
            if (i % 100 != 50)
                continue;
            connected.Bridge.Time.Advance(TimeSpan.FromSeconds(3));
            await SweepAsync(connected);
        }

        connected.Bridge.Time.Advance(TimeSpan.FromMinutes(5));
        await SweepAsync(connected);
        var (runs, states) = await SeenAsync(connected);
        Assert.AreEqual(2, runs);
        Assert.HasCount(2_000, states);
        Assert.IsTrue(states.TrueForAll(state => state == HookState.Done));
    }

    [TestMethod]
    public async Task Sweep_PartnerDown_WaitsForTheRunThatIsTriedAgain()
    {
        await using var connected = await SettledAsync();
        connected.Source.Fault(FaultNames.Unavailable);
        for (var i = 0; i < 10; i++)
        {
            await SendAsync(connected, $$"""{"id":"e-{{i}}"}""");
            await SweepAsync(connected);
            connected.Bridge.Time.Advance(TimeSpan.FromSeconds(5));
        }

        var (runs, states) = await SeenAsync(connected);
        Assert.AreEqual(1, runs, "A partner that is down is not asked once a webhook.");
        Assert.IsTrue(states.TrueForAll(state => state == HookState.Waiting));
        connected.Source.Heal();
        for (var i = 0; i < 3; i++)
        {
            connected.Bridge.Time.Advance(TimeSpan.FromMinutes(6));
            await SweepAsync(connected);
        }

        (runs, states) = await SeenAsync(connected);
        Assert.AreEqual(2, runs, "The one that went on, and one for what came after it began.");
        Assert.IsTrue(states.TrueForAll(state => state == HookState.Done));
    }

    [TestMethod]
    public async Task Sweep_WhileThePartnerIsPaused_AsksNothingAndForgetsNothing()
    {
        await using var connected = await SettledAsync();
        await SendAsync(connected, """{"id":"e-1"}""");
        await PauseAsync(connected, true);
        await SweepAsync(connected);
        var (runs, states) = await SeenAsync(connected);
        Assert.AreEqual((0, HookState.Waiting), (runs, states.Single()));
        await PauseAsync(connected, false);
        await SweepAsync(connected);
        (runs, states) = await SeenAsync(connected);
        Assert.AreEqual((1, HookState.Done), (runs, states.Single()));
    }

    /// <summary>Twenty records, read twice, a day ago.</summary>
    private static async Task<ConnectedBridge> SettledAsync()
    {
        var connected = await ConnectedBridge.CreateAsync("Credly", records: 20);
        for (var i = 0; i < 2; i++)
        {
            var run = await connected.PullAsync();
            Assert.AreEqual(SyncRunState.Completed, run.State, run.Problems);
        }

        connected.Bridge.Time.Advance(TimeSpan.FromHours(20));
        return connected;
    }

    private static async Task SendAsync(ConnectedBridge connected, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        if (await connected.Bridge.DbAsync(db => db.Partners.AnyAsync(partner => partner.HookSecret == null)))
            await connected.Bridge.InScopeAsync<HookSecrets, string>(secrets => secrets.MakeAsync(connected.PartnerId, "A test", TestBridge.Registrar, CancellationToken.None));
        var secret = connected.Bridge.Services.GetRequiredService<PartnerAccounts>().Unprotect((await connected.Bridge.DbAsync(db => db.Partners.AsNoTracking().SingleAsync())).HookSecret!);
        Assert.IsTrue(await connected.Bridge.InScopeAsync<HookInbox, bool>(inbox =>
            inbox.TakeAsync(ConnectedBridge.Code, bytes, HookSignature.Of(secret, bytes, connected.Bridge.Time.GetUtcNow()), null, CancellationToken.None)));
    }

    private static async Task SweepAsync(ConnectedBridge connected)
    {
        await using var scope = connected.Bridge.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<PartnerJob>(scope.ServiceProvider).SweepAsync(CancellationToken.None);
    }

    private static Task<(int Runs, List<HookState> States)> SeenAsync(ConnectedBridge connected) => connected.Bridge.DbAsync(async db =>
        (await db.SyncRuns.CountAsync(run => run.RequestedBy == "A webhook"), await db.HookDeliveries.Select(delivery => delivery.State).ToListAsync()));

    private static Task PauseAsync(ConnectedBridge connected, bool isPaused) => connected.Bridge.DbAsync(async db =>
    {
        (await db.Partners.AsTracking().SingleAsync()).IsPaused = isPaused;
        await db.SaveChangesAsync();
    });
}
