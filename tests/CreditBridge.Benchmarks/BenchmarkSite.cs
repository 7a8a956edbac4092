using CreditBridge.Core.Data;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Hosting;
using CreditBridge.Jobs.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Benchmarks;

/// <summary>A data folder in the temporary files with the services that the product registers, SQLite in WAL mode as the product opens it.</summary>
internal sealed class BenchmarkSite : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BenchmarkSite(DataFolder data, ServiceProvider services) => (Data, _services) = (data, services);

    public DataFolder Data { get; }

    public string Database => DatabaseOptions.SqliteFile(Data.Path);

    public static async Task<BenchmarkSite> CreateAsync(DemoSize size, Dictionary<string, string?>? settings = null)
    {
        var data = new DataFolder(Directory.CreateTempSubdirectory("creditbridge-benchmark-").FullName);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBridge(new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build(), data);
        var site = new BenchmarkSite(data, services.BuildServiceProvider());
        await site.UseAsync<BridgeDbContext>(async db =>
        {
            await db.MigrateBridgeDatabaseAsync();
            await new DemoInstitution(db, TimeProvider.System).CreateAsync(data.Path, size);
        });
        return site;
    }

    public async Task UseAsync<TService>(Func<TService, Task> use) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>The database as it is now, in another file.</summary>
    public string CopyDatabase(string name)
    {
        var copy = Path.Combine(Data.Path, name);
        File.Delete(copy);
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        command.ExecuteNonQuery();
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Data.Path, recursive: true);
    }
}
