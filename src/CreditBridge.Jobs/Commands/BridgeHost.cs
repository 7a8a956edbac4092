using CreditBridge.Core.Data;
using CreditBridge.Jobs.Hosting;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary>The services of one command, with the database brought up to date.</summary>
internal static class BridgeHost
{
    public static async Task<IHost> BuildAsync(DataFolder data, LogLevel least, Action<HostApplicationBuilder>? configure = null, CancellationToken cancellation = default)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddBridgeSettings(data);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(least).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        builder.Services.AddBridge(builder.Configuration, data);
        configure?.Invoke(builder);
        var host = builder.Build();
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().MigrateBridgeDatabaseAsync(cancellation);
        return host;
    }
}
