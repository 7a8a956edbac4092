using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace CreditBridge.Web.Hosting;

/// <summary>
/// The setting <c>Proxy:Known</c>: the reverse proxies before this site, addresses or networks. Only from them X-Forwarded-For and X-Forwarded-Proto count, so that limits count the
/// visitor and not the proxy; without the setting they count from nobody.
/// </summary>
internal static class KnownProxies
{
    public const string Setting = "Proxy:Known";

    public static void UseKnownProxies(this WebApplication app)
    {
        var networks = Read(app.Configuration);
        if (networks.Count == 0)
            return;
        // As many steps as there are known proxies in a row: the first stranger's address, read from the right, is the visitor's.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <exception cref="InvalidOperationException">One of them is neither an address nor a network, or is the whole world.</exception>
    internal static List<IPNetwork> Read(IConfiguration configuration) => (configuration.GetSection(Setting).Get<string[]>() ?? []).Select(text =>
    {
        var network = IPNetwork.TryParse(text, out var parsed) ? parsed
            : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new InvalidOperationException($"{Setting} are addresses or networks of the proxies before this site, such as 10.1.0.7 or 10.1.0.0/24, and '{text}' is neither.");
        return network.PrefixLength > 0 ? network : throw new InvalidOperationException($"{Setting} names the whole world ('{text}'), so anybody could choose an address to be counted by: name the proxies' own addresses.");
    }).ToList();
}
