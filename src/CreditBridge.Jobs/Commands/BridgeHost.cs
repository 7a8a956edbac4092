using CreditBridge.Core.Data;
using CreditBridge.Jobs.Hosting;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary>The services of one command, most often with the database brought up to date.</summary>
internal static class BridgeHost
{
    public static async Task<IHost> BuildAsync(DataFolder data, LogLevel least, Action<HostApplicationBuilder>? configure = null, CancellationToken cancellation = default)
    {
        var host = Build(data, least, configure);
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().MigrateBridgeDatabaseAsync(cancellation);
        return host;
    }

    /// <summary>For a command that looks at what is there: a mistyped folder must not become an empty bridge in which all is well.</summary>
    /// <exception cref="UserProblemException">There is no database yet.</exception>
    public static async Task<IHost> BuildExistingAsync(DataFolder data, LogLevel least, CancellationToken cancellation)
    {
        var host = Build(data, least);
        if (!HasDatabase(host))
        {
            host.Dispose();
            throw new UserProblemException($"There is no CreditBridge database in {data.Path}: check --data or CREDITBRIDGE_DATA. ('creditbridge migrate' makes a new one.)");
        }

        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().MigrateBridgeDatabaseAsync(cancellation);
        return host;
    }

    /// <summary>A server has its database; on SQLite it is a file.</summary>
    public static bool HasDatabase(IHost host) => host.Services.GetRequiredService<DatabaseOptions>().Provider != DatabaseProvider.Sqlite
        || File.Exists(DatabaseOptions.SqliteFile(host.Services.GetRequiredService<DataFolder>().Path));

    /// <summary>For a command that may do without a database: none is made.</summary>
    public static IHost Build(DataFolder data, LogLevel least, Action<HostApplicationBuilder>? configure = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        // A page gives up on a busy database after seconds; a worker has time.
        builder.Configuration.AddInMemoryCollection([new("Database:BusySeconds", "60")]);
        builder.Configuration.AddBridgeSettings(data);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(least).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        builder.Services.AddBridge(builder.Configuration, data);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
