using System.Text.Json;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Jobs.Hosting;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.Support;

/// <summary>The real services over a data folder and a database of the test's own. The clock is the test's.</summary>
internal sealed class TestBridge : IAsyncDisposable
{
    public static readonly Actor Registrar = new("Rosa Registrar", Role.Registrar, Guid.CreateVersion7());
    public static readonly Actor Evaluator = new("Evan Evaluator", Role.Evaluator, Guid.CreateVersion7());

    private readonly ServiceProvider _services;

    private TestBridge(DataFolder data, DatabaseOptions database, ServiceProvider services, FakeTimeProvider time) =>
        (Data, Database, _services, Time) = (data, database, services, time);

    public DataFolder Data { get; }

    public DatabaseOptions Database { get; }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _services;

    public static async Task<TestBridge> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null)
    {
        var data = new DataFolder(Directory.CreateTempSubdirectory("creditbridge-test-").FullName);
        var database = await TestDatabase.CreateAsync(provider, data.Path);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(settings ?? [])
        {
            // The clock stands still in these tests: nothing would ever become due.
            ["Sis:PatienceSeconds"] = "0",
            ["Database:Provider"] = database.Provider.ToString(),
            ["Database:ConnectionString"] = database.ConnectionString,
        }).Build();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddBridge(configuration, data);
        services.ConfigureDbContext<SqliteBridgeDbContext>(builder => builder.AddInterceptors(new LengthGuard()));
        configure?.Invoke(services);
        return new(data, database, services.BuildServiceProvider(validateScopes: true), time);
    }

    public async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> use) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task InScopeAsync<TService>(Func<TService, Task> use) where TService : notnull => InScopeAsync<TService, bool>(async service =>
    {
        await use(service);
        return true;
    });

    public Task<T> DbAsync<T>(Func<BridgeDbContext, Task<T>> use) => InScopeAsync(use);

    public Task DbAsync(Func<BridgeDbContext, Task> use) => InScopeAsync(use);

    public Task AddAsync(params IEnumerable<object> rows) => DbAsync(async db =>
    {
        db.AddRange(rows);
        await db.SaveChangesAsync();
    });

    /// <summary>Asks for a night and does it, in this process.</summary>
    public async Task<NightSummary> NightAsync()
    {
        var (id, _) = await InScopeAsync<NightRequests, (Guid, bool)>(requests => requests.RequestAsync(NightTrigger.Command, Registrar, CancellationToken.None));
        Assert.IsTrue(await _services.GetRequiredService<NightWork>().RunAsync(id, CancellationToken.None));
        return await DbAsync(db => NightSummary.ReadAsync(db, id, CancellationToken.None));
    }

    public string PartnerFolder(string code) => Directory.CreateDirectory(Path.Combine(Data.Path, "partners", code)).FullName;

    /// <summary>Writes a file that has rested, as a partner left it yesterday.</summary>
    public void Drop(string partner, string name, string content) => Drop(partner, name, System.Text.Encoding.UTF8.GetBytes(content));

    public void Drop(string partner, string name, byte[] content)
    {
        var path = Path.Combine(PartnerFolder(partner), name);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
    }

    /// <summary>A creditbridge.json for child processes that use the same database.</summary>
    public void WriteSettings(object? jobs = null, object? sis = null) => File.WriteAllText(Data.SettingsFile, JsonSerializer.Serialize(new
    {
        Database = new { Provider = Database.Provider.ToString(), Database.ConnectionString },
        Jobs = jobs ?? new { },
        Sis = sis ?? new { },
        Partners = new { InternalNetworks = new[] { "127.0.0.0/8" } },
    }));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        // Else each database of each test keeps its connections for minutes, and the server runs out of them.
        if (Database.Provider == DatabaseProvider.PostgreSql)
        {
            await using var connection = new Npgsql.NpgsqlConnection(Database.ConnectionString);
            Npgsql.NpgsqlConnection.ClearPool(connection);
        }

        Directory.Delete(Data.Path, recursive: true);
    }
}
