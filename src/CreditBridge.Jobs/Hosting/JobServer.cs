using CreditBridge.Jobs.Settings;
using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Jobs.Hosting;

/// <summary>
/// Hangfire is the clock, never the queue: each job sweeps rows that are due and takes ids only. Losing its store loses nothing but the next tick.
/// </summary>
public static class JobServer
{
    /// <summary>Storage and client: enough to enqueue.</summary>
    public static IServiceCollection AddBridgeJobStorage(this IServiceCollection services, JobsOptions options) => services.AddHangfire(hangfire =>
    {
        hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
        _ = options.Storage == JobStorageKind.PostgreSql
            ? (object)hangfire.UsePostgreSqlStorage(
                storage => storage.UseNpgsqlConnection(options.ConnectionString),
                // Without sliding invisibility a long job is started a second time while it still runs (performance.md, 'Known traps').
                new PostgreSqlStorageOptions { UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = TimeSpan.FromMinutes(2), EnableLongPolling = true, QueuePollInterval = TimeSpan.FromSeconds(5) })
            : hangfire.UseInMemoryStorage();
    });

    /// <summary>A server that works: in the worker, or in the web where there is no worker.</summary>
    public static IServiceCollection AddBridgeJobServer(this IServiceCollection services) => services
        .AddHangfireServer(server =>
        {
            server.WorkerCount = 4;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        })
        .AddHostedService<Schedule>()
        .AddHostedService<SettingsCheck>();
}
