using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Jobs.Connectors;

/// <summary>A bridge with one partner whose connector reads files, and the learners S0 to S4.</summary>
internal sealed class FilesBridge : IAsyncDisposable
{
    public const string Code = "partner";

    private FilesBridge(TestBridge bridge, Partner partner) => (Bridge, Partner) = (bridge, partner);

    public TestBridge Bridge { get; }

    public Partner Partner { get; }

    public static async Task<FilesBridge> CreateAsync(string connector, JsonObject settings)
    {
        var bridge = await TestBridge.CreateAsync();
        var partner = new Partner { Code = Code, Name = "The partner", Connector = connector, SendsStudentNumbers = true };
        Write(bridge, partner, settings);
        var learners = Enumerable.Range(0, 5).Select(i =>
        {
            var learner = SmallUniversity.LearnerOf($"S{i}", $"Given{i}", $"learner{i}@simulated.example", bridge.Time.GetUtcNow().UtcDateTime);
            learner.Identities.Add(new LearnerIdentity { Key = RecipientKey.StudentNumber($"{90000000 + i:D9}"), ConfirmedAt = bridge.Time.GetUtcNow().UtcDateTime });
            return learner;
        });
        await bridge.AddAsync([new Institution { Code = "SMALL", Name = "Small University", TimeZone = "America/Chicago" }, partner, .. learners]);
        return new(bridge, partner);
    }

    public Task SetAsync(JsonObject settings) => Bridge.DbAsync(async db =>
    {
        Write(Bridge, await db.Partners.AsTracking().SingleAsync(), settings);
        await db.SaveChangesAsync();
    });

    /// <summary>Writes a file as the partner left it some days ago.</summary>
    public void Drop(string name, string content, double days = 1)
    {
        var path = Path.Combine(Bridge.PartnerFolder(Code), name);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, Bridge.Time.GetUtcNow().UtcDateTime.AddDays(-days));
    }

    public async Task<SyncRun> PullAsync()
    {
        var (run, _) = await Bridge.InScopeAsync<SyncRequests, (Guid, bool)>(requests => requests.AskAsync(Partner.Id, NightTrigger.Page, false, TestBridge.Registrar, CancellationToken.None));
        await Bridge.InScopeAsync<PartnerPull, SyncRunState?>(pull => pull.RunAsync(run, night: null, CancellationToken.None));
        return await Bridge.DbAsync(db => db.SyncRuns.AsNoTracking().SingleAsync(row => row.Id == run));
    }

    public Task<List<Credential>> CredentialsAsync() => Bridge.DbAsync(db => db.Credentials.AsNoTracking().OrderBy(credential => credential.Location).ToListAsync());

    public Task<List<QuarantinedRecord>> QuarantinedAsync() => Bridge.DbAsync(db => db.QuarantinedRecords.AsNoTracking().OrderBy(record => record.Location).ToListAsync());

    public async Task<string> TestAsync()
    {
        var accounts = Bridge.Services.GetRequiredService<PartnerAccounts>();
        var partner = await Bridge.DbAsync(db => db.Partners.AsNoTracking().SingleAsync());
        return await accounts.ConnectorOf(partner).TestAsync(accounts.Open(partner), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Bridge.DisposeAsync();

    private static void Write(TestBridge bridge, Partner partner, JsonObject settings)
    {
        var accounts = bridge.Services.GetRequiredService<PartnerAccounts>();
        accounts.Write(partner, settings.Deserialize(accounts.ConnectorOf(partner).Settings, JsonSerializerOptions.Web)!);
    }
}
