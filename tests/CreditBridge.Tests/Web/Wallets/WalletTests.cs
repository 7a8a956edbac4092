using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Web.Wallets;

/// <summary>A learner's wallet at a double of an Open Badges 3.0 host, over real HTTP.</summary>
[TestClass]
public sealed class WalletTests
{
    private const string Own = "ada@northfield.example";

    [TestMethod]
    public async Task Connect_Agreed_BringsTheOwnBadgesThatAreGenuineAndNoOthers()
    {
        await using var wallet = await WalletAsync();
        var visitor = await wallet.SignInAsync();
        (await visitor.GetAsync(await wallet.AgreeAsync(visitor))).LeadsTo("/my-badges/connect");
        (await visitor.GetAsync("/my-badges/connect")).IsShown("Connect a wallet").Says("127.0.0.1 is connected", "it is read within a minute");
        await wallet.SweepAsync();
        var stored = await wallet.StoredAsync();
        Assert.AreEqual((wallet.Host.Sample.Ada.Id, VerificationState.Valid, "https://harbor.example/badges/c0000000"), (stored.Single().LearnerId!.Value, stored[0].Verification, stored[0].ExternalId));
        // One is somebody else's, one is forged: neither is there, and the page says so.
        (await visitor.GetAsync("/my-badges/connect")).Says("2 of 3 badges were not taken", "last read");
        (await visitor.GetAsync("/my-badges")).Says("Acme a");
        var row = await wallet.RowAsync();
        Assert.AreEqual(wallet.Host.Time.GetUtcNow().UtcDateTime.AddDays(7), row.DueAt);
        Assert.DoesNotContain("token", row.Secrets, StringComparison.OrdinalIgnoreCase, "Tokens are encrypted.");
    }

    [TestMethod]
    public async Task Back_StateOfAnotherSessionOrLearner_OrNone_ConnectsNothing()
    {
        await using var wallet = await WalletAsync();
        var visitor = await wallet.SignInAsync();
        var back = await wallet.AgreeAsync(visitor);
        var before = wallet.Source.Calls.Count;
        var ben = new User { Name = "Ben Harrow", Email = "ben@northfield.example", Role = Role.Learner, LearnerId = wallet.Host.Sample.Ben.Id };
        await wallet.Host.QueryAsync(async db =>
        {
            db.Add(ben);
            return await db.SaveChangesAsync();
        });
        foreach (var (stranger, address) in new (Visitor, string)[]
        {
            (await wallet.Host.SignInAsync(ben), back), (await wallet.SignInAsync(), back),
            (visitor, back.Replace("state=", "state=x", StringComparison.Ordinal)), (visitor, back.Split("&state=")[0]), (visitor, "/my-badges/connect/back"),
        })
        {
            (await stranger.GetAsync(address)).LeadsTo("/my-badges/connect");
            (await stranger.GetAsync("/my-badges/connect")).Says("This was not begun here, or has been used already").Has("button[name=wallet]", 0);
        }

        Assert.HasCount(before, wallet.Source.Calls, "No code was shown to the host.");
        // It is still good for whoever began it, once.
        (await visitor.GetAsync(back)).LeadsTo("/my-badges/connect");
        (await visitor.GetAsync("/my-badges/connect")).Says("is connected").Has("button[name=wallet]", 1);
        await visitor.GetAsync(back);
        (await visitor.GetAsync("/my-badges/connect")).Says("has been used already").Has("button[name=wallet]", 1);
    }

    [TestMethod]
    public async Task Connect_HostThatRefuses_SaysSoAndKeepsNothing()
    {
        await using var wallet = await WalletAsync();
        var visitor = await wallet.SignInAsync();
        wallet.Source.RefusesConsent = true;
        await visitor.GetAsync(await wallet.AgreeAsync(visitor));
        (await visitor.GetAsync("/my-badges/connect")).Says("127.0.0.1 did not let us in: nothing was connected.").Has("button[name=wallet]", 0);
        Assert.AreEqual(("", (DateTime?)null), ((await wallet.RowAsync()).Secrets, (await wallet.RowAsync()).DueAt));
        wallet.Source.RefusesConsent = false;
        var late = await wallet.AgreeAsync(visitor);
        wallet.Host.Time.Advance(TimeSpan.FromMinutes(16));
        await visitor.GetAsync(late);
        (await visitor.GetAsync("/my-badges/connect")).Says("That took too long");
        wallet.Source.RefusesRegistration = true;
        (await WalletBench.AskAsync(visitor, wallet.Address)).HasStatus(200).Says("127.0.0.1 cannot be connected. It does not say how to sign in to it and how to register");
    }

    [TestMethod]
    [DataRow("http://badges.example.org")]
    [DataRow("https://user:secret@badges.example.org")]
    [DataRow("badges")]
    [DataRow("file:///etc/passwd")]
    [DataRow("https://169.254.169.254")]
    [DataRow("https://10.0.0.1")]
    public async Task Connect_AddressThatIsNoHttpsOutside_IsRefused(string address)
    {
        await using var wallet = await WalletAsync();
        var visitor = await wallet.SignInAsync();
        var answer = (await WalletBench.AskAsync(visitor, address)).HasStatus(200).Has("a[rel=noreferrer]", 0);
        Assert.AreEqual(address, answer.Document.QuerySelector("input[name='Input.Address']")!.GetAttribute("value"));
        Assert.AreEqual(0, await wallet.Host.QueryAsync(db => db.WalletConnections.CountAsync()));
    }

    [TestMethod]
    public async Task Read_Weekly_RefreshesItsTokenUntilTheHostEndsIt()
    {
        await using var wallet = await WalletAsync();
        var visitor = await wallet.SignInAsync();
        await visitor.GetAsync(await wallet.AgreeAsync(visitor));
        await wallet.SweepAsync();
        wallet.Host.Time.Advance(TimeSpan.FromDays(7));
        wallet.Source.Add(Own);
        await wallet.SweepAsync();
        Assert.HasCount(2, await wallet.StoredAsync(), "What is new in the wallet is here a week later.");
        // An outage is tried again; an end is not.
        wallet.Host.Time.Advance(TimeSpan.FromDays(7));
        wallet.Source.Fault(FaultNames.Unavailable);
        await wallet.SweepAsync();
        Assert.AreEqual(wallet.Host.Time.GetUtcNow().UtcDateTime.AddHours(1), (await wallet.RowAsync()).DueAt);
        wallet.Source.Heal();
        wallet.Host.Time.Advance(TimeSpan.FromHours(3));
        wallet.Source.RefusesRefresh = true;
        await wallet.SweepAsync();
        Assert.IsNull((await wallet.RowAsync()).DueAt);
        var again = await wallet.SignInAsync();
        (await again.GetAsync("/my-badges/connect")).Says("127.0.0.1 no longer lets us in. Disconnect it and connect it again.");
        Assert.HasCount(2, await wallet.StoredAsync());
    }

    [TestMethod]
    public async Task Disconnect_ForgetsItsKeysAndKeepsWhatItBrought()
    {
        await using var wallet = await WalletAsync();
        var visitor = await wallet.SignInAsync();
        await visitor.GetAsync(await wallet.AgreeAsync(visitor));
        await wallet.SweepAsync();
        var page = await visitor.GetAsync("/my-badges/connect");
        (await visitor.SubmitAsync(page, "form[action*='End']", ("wallet", (await wallet.RowAsync()).Id.ToString()))).LeadsTo("/my-badges/connect");
        Assert.AreEqual("", (await wallet.RowAsync()).Secrets);
        wallet.Host.Time.Advance(TimeSpan.FromDays(8));
        var calls = wallet.Source.Calls.Count;
        await wallet.SweepAsync();
        Assert.HasCount(calls, wallet.Source.Calls);
        Assert.HasCount(1, await wallet.StoredAsync());
        var trail = await wallet.Host.QueryAsync(db => db.AuditEntries.Where(entry => entry.SubjectType == nameof(WalletConnection)).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
        CollectionAssert.AreEqual(new[] { "Wallet connected", "Wallet disconnected" }, trail);
    }

    private static async Task<WalletBench> WalletAsync()
    {
        var web = new TestDocuments();
        var issuer = new TestIssuer(web, "harbor.example");
        var host = new WebHost();
        host.Settings["Documents:InternalNetworks:0"] = "127.0.0.0/8";
        web.WriteTo(host.DataFolder);
        var simulator = await PartnerSimulator.StartAsync(3, clock: host.Time);
        var source = simulator["ob3"];
        source.Signer = record => record.Number switch
        {
            1 => issuer.Badge(record.Id, "somebody@else.example", record.AchievementId),
            2 => TestIssuer.Forge(issuer.Badge(record.Id, "other@else.example", record.AchievementId), text => text.Replace("other@else.example", Own, StringComparison.Ordinal)),
            _ => issuer.Badge(record.Id, Own, record.AchievementId),
        };
        return new(host, simulator);
    }

    private sealed record WalletBench(WebHost Host, PartnerSimulator Simulator) : IAsyncDisposable
    {
        public Source Source => Simulator["ob3"];

        public string Address => Simulator.AddressOf("ob3");

        public Task<Visitor> SignInAsync() => Host.SignInAsync(Host.Sample.LearnerUser);

        public static async Task<WebPage> AskAsync(Visitor visitor, string address) => await visitor.SubmitAsync(await visitor.GetAsync("/my-badges/connect"), "main form:not([action*='End'])", ("Input.Address", address));

        /// <returns>The address that the host sends the learner back to.</returns>
        public async Task<string> AgreeAsync(Visitor visitor)
        {
            var asked = (await AskAsync(visitor, Address)).IsShown("Connect a wallet");
            var agree = asked.Document.QuerySelector("a[rel=noreferrer]")?.GetAttribute("href") ?? throw new AssertFailedException(asked.Text);
            using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            using var answer = await browser.GetAsync(new Uri(agree));
            return answer.Headers.Location?.PathAndQuery ?? throw new AssertFailedException($"{answer.StatusCode} at {agree}");
        }

        public async Task SweepAsync()
        {
            await using var scope = Host.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<PartnerJob>(scope.ServiceProvider).SweepAsync(CancellationToken.None);
        }

        public Task<List<Credential>> StoredAsync() => Host.QueryAsync(db => db.Credentials.AsNoTracking().Where(credential => credential.IsLearnerSupplied).ToListAsync());

        public Task<WalletConnection> RowAsync() => Host.QueryAsync(db => db.WalletConnections.AsNoTracking().SingleAsync());

        public async ValueTask DisposeAsync()
        {
            await Simulator.DisposeAsync();
            await Host.DisposeAsync();
        }
    }
}
