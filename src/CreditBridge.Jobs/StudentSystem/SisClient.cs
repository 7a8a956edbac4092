using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>The HTTP client of a student system: it follows no redirect, keeps no cookie, retries nothing and writes no log, and gives up within the time to send.</summary>
internal static class SisClient
{
    public const string Name = "Sis";

    public static void AddSisClient(this IServiceCollection services, SisOptions sis) => services
        .AddHttpClient(Name, client => client.Timeout = sis.Send * 0.8)
        // The adapter lives as long as the process: connections end after a while, so that a name that moved is asked for again.
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();
}
