using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Jobs.Connectors;

/// <summary>A bridge with one partner, connected to a simulator over real HTTP.</summary>
internal sealed class ConnectedBridge : IAsyncDisposable
{
    public const string Code = "partner";

    private ConnectedBridge(TestBridge bridge, PartnerSimulator simulator, ConnectorCase connector, Guid partnerId) =>
        (Bridge, Simulator, Connector, PartnerId) = (bridge, simulator, connector, partnerId);

    public TestBridge Bridge { get; }

    public PartnerSimulator Simulator { get; }

    public ConnectorCase Connector { get; }

    public Guid PartnerId { get; }

    public Source Source => Simulator[Connector.Double];

    public static async Task<ConnectedBridge> CreateAsync(string connector, int records = 120, DatabaseProvider provider = DatabaseProvider.Sqlite, WireLimits? limits = null, int pageSize = 50, TimeProvider? clock = null, Action<IServiceCollection>? configure = null)
    {
        var one = ConnectorCase.Of(connector);
        var bridge = await TestBridge.CreateAsync(provider, configure, new() { ["Partners:InternalNetworks:0"] = "127.0.0.0/8" });
        var simulator = await PartnerSimulator.StartAsync(records, clock: clock ?? bridge.Time);
        simulator[one.Double].PageSize = pageSize;
        // Small limits: a failure is one within a second, and budget is no concern of most tests.
        var partner = new Partner { Code = Code, Name = "The partner", Connector = connector, Limits = limits ?? new(AttemptSeconds: 5, TotalSeconds: 30, Retries: 1, Calls: 100_000, BreakAfter: 100) };
        partner.QualityReviews.Add(new QualityReview { State = QualityState.Approved, Reviewer = "Rosa Registrar", Criteria = "Assessment reviewed", DecidedAt = bridge.Time.GetUtcNow().UtcDateTime.AddYears(-1) });
        Write(bridge, partner, one.Settings(simulator, simulator[one.Double]));
        var learners = Enumerable.Range(0, Math.Min(records, 20)).Select(i =>
        {
            var learner = SmallUniversity.LearnerOf($"S{i}", $"Given{i}", $"learner{i}@simulated.example", bridge.Time.GetUtcNow().UtcDateTime);
            learner.Identities.Add(new LearnerIdentity { Key = RecipientKey.User(Code, $"learner{i}"), ConfirmedAt = bridge.Time.GetUtcNow().UtcDateTime });
            return learner;
        });
        await bridge.AddAsync([new Institution { Code = "SMALL", Name = "Small University", TimeZone = "America/Chicago" }, partner, .. learners]);
        return new(bridge, simulator, one, partner.Id);
    }

    /// <summary>How many records the connector can see: a site that is asked by user shows those of our learners.</summary>
    public int Visible(int records) => Connector.Connector == "OpenEdx" ? Math.Min(records, 20) : records;

    public Task SetAsync(Action<JsonObject> change) => Bridge.DbAsync(async db =>
    {
        var settings = Connector.Settings(Simulator, Source);
        change(settings);
        Write(Bridge, await db.Partners.AsTracking().SingleAsync(partner => partner.Id == PartnerId), settings);
        await db.SaveChangesAsync();
    });

    public async Task<Guid> AskAsync(bool isFull = false) => (await Bridge.InScopeAsync<SyncRequests, (Guid, bool)>(requests =>
        requests.AskAsync(PartnerId, NightTrigger.Page, isFull, TestBridge.Registrar, CancellationToken.None))).Item1;

    public async Task<SyncRun> PullAsync(bool isFull = false) => await WorkAsync(await AskAsync(isFull));

    public async Task<SyncRun> WorkAsync(Guid run)
    {
        await Bridge.InScopeAsync<PartnerPull, SyncRunState?>(pull => pull.RunAsync(run, night: null, CancellationToken.None));
        return await RunAsync(run);
    }

    /// <summary>Pulls in a process of its own, as cron does, or in this one.</summary>
    public async Task<(SyncRun Run, TimeSpan Took, long PeakBytes, string Said)> PullByAsync(bool inChild)
    {
        var clock = Stopwatch.StartNew();
        if (!inChild)
        {
            var run = await PullAsync();
            return (run, clock.Elapsed, 0, run.Problems ?? "");
        }

        Bridge.WriteSettings();
        using var process = BridgeProcess.Start("sync", Code, "--data", Bridge.Data.Path);
        var (_, output, errors) = await process.WatchAsync();
        return (await Bridge.DbAsync(db => db.SyncRuns.AsNoTracking().OrderByDescending(run => run.StartedAt).FirstAsync()), clock.Elapsed, process.PeakBytes, output + errors);
    }

    /// <summary>The time that the source asked for is over.</summary>
    public async Task EndWaitAsync()
    {
        var before = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await Bridge.DbAsync(db => db.SyncRuns.Where(run => run.ResumeAt != null).ExecuteUpdateAsync(set => set.SetProperty(run => run.ResumeAt, before)));
    }

    public Task<SyncRun> RunAsync(Guid run) => Bridge.DbAsync(db => db.SyncRuns.AsNoTracking().SingleAsync(row => row.Id == run));

    public Task<string> TestAsync() => Bridge.InScopeAsync<PartnerAccounts, string>(async accounts =>
    {
        var partner = await Bridge.DbAsync(db => db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == PartnerId));
        return await accounts.ConnectorOf(partner).TestAsync(accounts.Open(partner), CancellationToken.None);
    });

    public Task<List<Credential>> CredentialsAsync() => Bridge.DbAsync(db => db.Credentials.AsNoTracking().OrderBy(credential => credential.ExternalId).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        await Bridge.DisposeAsync();
    }

    private static void Write(TestBridge bridge, Partner partner, JsonObject settings)
    {
        var accounts = bridge.Services.GetRequiredService<PartnerAccounts>();
        accounts.Write(partner, settings.Deserialize(accounts.ConnectorOf(partner).Settings, JsonSerializerOptions.Web)!);
    }
}
