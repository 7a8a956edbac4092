using CreditBridge.Tests.Web.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Web.Security;

/// <summary>What holds for every address of the web's own endpoint list.</summary>
[TestClass]
public sealed class EveryPageTests
{
    private const string DisclosureLog = "DisclosureEntries";

    private const string Csp = "script-src 'self' 'nonce-*'; default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    [TestMethod]
    public async Task EveryGet_ChangesNoRow()
    {
        using var host = new WebHost();
        var visitors = new List<Visitor> { host.Visit() };
        foreach (var user in host.Sample.Users)
            visitors.Add(await host.SignInAsync(user));
        var before = await Rows.FingerprintAsync(host);
        var besideLog = await Rows.FingerprintAsync(host, except: DisclosureLog);
        var endpoints = (await WebEndpoint.AllAsync(host)).Where(endpoint => !endpoint.IsUnsafe).OrderBy(endpoint => IsSharedRecord(endpoint)).ToList();

        foreach (var endpoint in endpoints)
        {
            foreach (var visitor in visitors)
                await visitor.GetAsync(endpoint.Address(host.Sample));
            // A record that leaves by its link is written into the learner's disclosure log, and nothing else is.
            if (IsSharedRecord(endpoint))
                Assert.AreEqual(besideLog, await Rows.FingerprintAsync(host, except: DisclosureLog), $"{endpoint} changed something.");
            else
                Assert.AreEqual(before, await Rows.FingerprintAsync(host), $"{endpoint} changed something.");
        }

        Assert.AreEqual(1, await host.QueryAsync(db => db.DisclosureEntries.CountAsync()), "Once an hour for each award, however many look.");
    }

    [TestMethod]
    public async Task EveryAnswer_PageErrorRedirectOrFile_CarriesTheSecurityHeaders()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var addresses = (await WebEndpoint.AllAsync(host)).Where(endpoint => !endpoint.IsUnsafe).Select(endpoint => endpoint.Address(host.Sample)).ToList();
        addresses.AddRange(Files(host));
        addresses.AddRange(["/nowhere", "/requests/not-a-guid", $"/requests/{Guid.NewGuid()}", "/my-credit"]);
        Assert.IsGreaterThan(25, addresses.Count);

        foreach (var page in await Task.WhenAll(addresses.Select(address => visitor.GetAsync(address))))
            HasHeaders(page);
        HasHeaders(await host.Visit().GetAsync("/requests"));
        HasHeaders(await visitor.PostAsync("/requests", "forged"));
    }

    [TestMethod]
    public async Task EverySignedInPage_IsNotStored_ButFilesAreForEver()
    {
        using var host = new WebHost();
        foreach (var user in host.Sample.Users)
        {
            var visitor = await host.SignInAsync(user);
            foreach (var endpoint in (await WebEndpoint.AllAsync(host)).Where(endpoint => !endpoint.IsUnsafe))
                Assert.AreEqual("no-store", (await visitor.GetAsync(endpoint.Address(host.Sample))).Header("Cache-Control"), $"{endpoint} as {user.Role}");
        }

        var page = await host.Visit().GetAsync("/");
        var stylesheet = page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        var file = await host.Visit().GetAsync(stylesheet);
        file.HasStatus(200);
        Assert.Contains("max-age=31536000, immutable", file.Header("Cache-Control")!.Replace("max-age=31536000,immutable", "max-age=31536000, immutable", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task EveryPage_HasOneHeadingAUniqueTitleNoInlineCodeAndNothingFromElsewhere()
    {
        using var host = new WebHost();
        var titles = new Dictionary<string, string>();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        foreach (var endpoint in (await WebEndpoint.AllAsync(host)).Where(endpoint => !endpoint.IsUnsafe && endpoint.Handler is null && !endpoint.IsApi))
        {
            var page = await visitor.GetAsync(endpoint.Address(host.Sample));
            if (page.Status != 200)
                continue;
            page.Has("a[href*='~'], form[action*='~']", 0);
            page.Has("h1", 1).Has("[style], style, script:not([src]), [onclick], [onload], [onchange], [onsubmit]", 0).Has("main#main", 1);
            Assert.IsEmpty(page.Document.QuerySelectorAll("[src^='http'], link[href^='http'], [src^='//'], link[href^='//'], use[href^='http']"), endpoint.ToString());
            Assert.IsTrue(titles.TryAdd(page.Title, endpoint.ToString()), $"'{page.Title}' is the title of {endpoint} and of {titles.GetValueOrDefault(page.Title)}.");
        }

        Assert.IsGreaterThan(12, titles.Count);
    }

    private static bool IsSharedRecord(WebEndpoint endpoint) => endpoint.Route.StartsWith("awards/", StringComparison.Ordinal);

    private static IEnumerable<string> Files(WebHost host) => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).Select(endpoint => "/" + endpoint.RoutePattern.RawText).Distinct();

    private static void HasHeaders(WebPage page)
    {
        var policy = System.Text.RegularExpressions.Regex.Replace(page.Header("Content-Security-Policy") ?? "", "'nonce-[^']+'", "'nonce-*'");
        Assert.AreEqual(Csp, policy, page.Address);
        Assert.AreEqual("nosniff", page.Header("X-Content-Type-Options"), page.Address);
        Assert.AreEqual("DENY", page.Header("X-Frame-Options"), page.Address);
        Assert.AreEqual("same-origin", page.Header("Referrer-Policy"), page.Address);
        Assert.AreEqual("same-origin", page.Header("Cross-Origin-Opener-Policy"), page.Address);
        Assert.IsNotNull(page.Header("Permissions-Policy"), page.Address);
        Assert.IsNull(page.Header("Server"), page.Address);
    }
}
