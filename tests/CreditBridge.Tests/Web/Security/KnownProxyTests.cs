using System.Net;
using CreditBridge.Tests.Web.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Web.Security;

[TestClass]
public sealed class KnownProxyTests
{
    [TestMethod]
    public async Task Limit_BehindAKnownProxy_CountsTheVisitor()
    {
        using var host = Host("10.1.0.7", "10.1.0.0/24");
        await AskTenTimesAsync(host, "203.0.113.1");
        (await AskAsync(host, "203.0.113.1")).HasStatus(429);
        (await AskAsync(host, "203.0.113.2")).HasStatus(302);
        (await AskAsync(host, "198.51.100.9, 203.0.113.1")).HasStatus(429);
    }

    [TestMethod]
    public async Task Limit_OfAStrangerWhoNamesAnotherAddress_CountsTheStranger()
    {
        using var host = Host("192.0.2.1", "10.1.0.0/24");
        await AskTenTimesAsync(host, "203.0.113.1");
        (await AskAsync(host, "203.0.113.2")).HasStatus(429);
    }

    [TestMethod]
    [DataRow("0.0.0.0/0", "whole world")]
    [DataRow("proxy.example", "is neither")]
    public void Setting_ThatPinsNobody_DoesNotStart(string known, string sentence)
    {
        using var host = Host("10.1.0.7", known);
        Assert.Contains(sentence, Assert.ThrowsExactly<InvalidOperationException>(() => host.Services.GetHashCode()).Message);
    }

    private static async Task AskTenTimesAsync(WebHost host, string forwarded)
    {
        for (var time = 0; time < 10; time++)
            await AskAsync(host, forwarded);
    }

    private static async Task<WebPage> AskAsync(WebHost host, string forwarded)
    {
        using var client = host.CreateDefaultClient(new Uri("https://localhost"), new Cookies());
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        var visitor = new Visitor(client);
        await visitor.GetAsync("/sign-in/link");
        return await visitor.PostAsync("/sign-in/link", ("Input.Email", $"{Guid.NewGuid():N}@northfield.example"));
    }

    private static WebHost Host(string peer, string known)
    {
        var host = new WebHost { Configure = services => services.AddSingleton<IStartupFilter>(new Peer(peer)) };
        host.Settings["Proxy:Known:0"] = known;
        return host;
    }

    private sealed class Peer(string address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return go(context);
            });
            next(app);
        };
    }
}
