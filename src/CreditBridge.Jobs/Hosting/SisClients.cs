using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Jobs.Hosting;

internal static class SisClients
{
    /// <summary>The way to a student system: what was sent once is not sent again by a redirect or a retry, and neither addresses nor headers are logged.</summary>
    public static IHttpClientBuilder WithoutRepeats(this IHttpClientBuilder client) => client
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
        // The adapter keeps its client for good, so the handler renews its connections itself.
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();
}
