using System.Net;
using Microsoft.Security.AntiSSRF;

namespace CreditBridge.OpenBadges;

/// <summary>Where a site's own network asks for something else than the guarded client's defaults.</summary>
public sealed class GuardedOptions
{
    private const int MostPerHost = 4;
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(5);

    /// <summary>All traffic goes through this proxy, which then has to refuse inside addresses itself: we no longer see them.</summary>
    public Uri? Proxy { get; set; }

    /// <summary>Inside networks (CIDR) with issuers that the site trusts; everything else inside stays closed.</summary>
    public IReadOnlyList<string> InternalNetworks { get; set; } = [];

    /// <summary>No address inside the house unless listed (checked when the connection is made), no redirects, no cookies.</summary>
    /// <param name="plainHttp">http:// too: whoever calls says itself where that may be.</param>
    public HttpMessageHandler CreateHandler(bool plainHttp = false) => Proxy is { } proxy ? ThroughProxy(proxy) : Direct(plainHttp);

    private AntiSSRFHandler Direct(bool plainHttp)
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest) { AddXFFHeader = false, AllowPlainTextHttp = plainHttp };
        if (InternalNetworks.Count > 0)
            policy.AddAllowedAddresses([.. InternalNetworks]);
        var handler = policy.GetHandler();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = Connecting;
        handler.MaxConnectionsPerServer = MostPerHost;
        handler.MaxResponseHeadersLength = 32;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
        return handler;
    }

    /// <summary>The proxy decides which addresses may be reached: it alone resolves their names.</summary>
    private static SocketsHttpHandler ThroughProxy(Uri proxy) => new()
    {
        Proxy = new WebProxy(proxy),
        UseProxy = true,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = Connecting,
        MaxConnectionsPerServer = MostPerHost,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };
}
