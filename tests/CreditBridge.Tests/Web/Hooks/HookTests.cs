using System.Net;
using System.Text;
using CreditBridge.Core.Access;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors.Hooks;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Web.Hooks;

[TestClass]
public sealed class HookTests
{
    private const string Event = """{"id":"e-1","event_type":"badge.state.changed","organization_id":"o"}""";

    [TestMethod]
    public async Task Post_Signed_IsKeptOnceHoweverOftenItComes()
    {
        using var host = new WebHost();
        var secret = await SecretAsync(host);
        using var client = host.CreateClient();
        for (var again = 0; again < 3; again++)
            Assert.AreEqual(HttpStatusCode.OK, await SendAsync(client, "harbor", Event, Signed(host, secret, Event)));
        Assert.AreEqual(HttpStatusCode.OK, await SendAsync(client, "harbor", "no JSON", Signed(host, secret, "no JSON")));
        Assert.AreEqual(HttpStatusCode.OK, await SendAsync(client, "harbor", "no JSON", Signed(host, secret, "no JSON")));
        var kept = await host.QueryAsync(db => db.HookDeliveries.AsNoTracking().OrderBy(delivery => delivery.Id).ToListAsync());
        Assert.HasCount(2, kept);
        Assert.AreEqual(("e-1", HookState.Waiting), (kept[0].EventId, kept[0].State));
        Assert.AreEqual(0, await host.QueryAsync(db => db.SyncRuns.CountAsync(run => run.RequestedBy == "A webhook")), "Nothing is done before it is answered.");
    }

    [TestMethod]
    public async Task Post_Storm_IsAllTakenAtOnce()
    {
        using var host = new WebHost();
        var secret = await SecretAsync(host);
        using var client = host.CreateClient();
        for (var i = 0; i < 2_000; i++)
        {
            var body = $$"""{"id":"storm-{{i}}"}""";
            Assert.AreEqual(HttpStatusCode.OK, await SendAsync(client, "harbor", body, Signed(host, secret, body)), $"webhook {i}");
        }

        Assert.AreEqual(2_000, await host.QueryAsync(db => db.HookDeliveries.CountAsync()));
    }

    [TestMethod]
    public async Task Post_ForgedOldOrUnknown_IsRefusedWithOneAnswerAndKeepsNothing()
    {
        using var host = new WebHost();
        var secret = await SecretAsync(host);
        using var client = host.CreateClient();
        var good = Signed(host, secret, Event);
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var (code, body, header) in new (string, string, string?)[]
        {
            ("nobody", Event, good), ("meridian", Event, good), ("harbor", Event, null), ("harbor", Event, ""), ("harbor", Event, "t=,v1="), ("harbor", Event, "v1=" + good.Split("v1=")[1]),
            ("harbor", Event.Replace("e-1", "e-2", StringComparison.Ordinal), good), ("harbor", Event, Signed(host, "another secret", Event)), ("harbor", Event, good.Replace("t=", "t=1", StringComparison.Ordinal)),
            ("harbor", Event, HookSignature.Of(secret, Encoding.UTF8.GetBytes(Event), host.Time.GetUtcNow().AddSeconds(-301))), ("harbor", Event, HookSignature.Of(secret, Encoding.UTF8.GetBytes(Event), host.Time.GetUtcNow().AddSeconds(301))),
            // A wrong signature is not mended by a right key.
            ($"harbor/{HookSignature.KeyOf(secret)}", Event, "t=1,v1=00"), ("harbor/" + secret, Event, null), ($"meridian/{HookSignature.KeyOf(secret)}", Event, null),
        })
        {
            using var request = Request(code, Encoding.UTF8.GetBytes(body), header);
            using var answer = await client.SendAsync(request);
            answers.Add((answer.StatusCode, System.Text.RegularExpressions.Regex.Replace(await answer.Content.ReadAsStringAsync(), "\"traceId\":\"[^\"]*\"", "")));
        }

        Assert.AreEqual(HttpStatusCode.Unauthorized, answers.Distinct().Single().Item1);
        Assert.AreEqual(0, await host.QueryAsync(db => db.HookDeliveries.CountAsync()));
        host.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await SendAsync(client, "harbor", Event, good), "What was good six minutes ago is a replay.");
    }

    [TestMethod]
    public async Task Post_FromAPartnerThatCannotSign_IsKnownByItsAddressOrPassword()
    {
        using var host = new WebHost();
        var key = HookSignature.KeyOf(await SecretAsync(host));
        using var client = host.CreateClient();
        Assert.AreEqual(HttpStatusCode.OK, await SendAsync(client, $"harbor/{key}", Event, null));
        using var request = Request("harbor", """{"id":"e-2"}"""u8.ToArray(), null);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"harbor:{key}")));
        Assert.AreEqual(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
        Assert.AreEqual(2, await host.QueryAsync(db => db.HookDeliveries.CountAsync()));
    }

    [TestMethod]
    public async Task Post_TooLarge_IsRefusedWithAndWithoutItsLength()
    {
        using var host = new WebHost();
        var secret = await SecretAsync(host);
        using var client = host.CreateClient();
        var large = new string('x', HookInbox.MostBytes + 1);
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, await SendAsync(client, "harbor", large, Signed(host, secret, large)));
        using var chunked = Request("harbor", Encoding.UTF8.GetBytes(large), Signed(host, secret, large));
        chunked.Headers.TransferEncodingChunked = true;
        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, (await client.SendAsync(chunked)).StatusCode);
        var fits = large[1..];
        Assert.AreEqual(HttpStatusCode.OK, await SendAsync(client, "harbor", fits, Signed(host, secret, fits)));
    }

    [TestMethod]
    public async Task Page_MadeReplacedAndEnded_ShowsTheSecretOnceAndStandsInTheTrail()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = (await visitor.GetAsync("/partners/harbor/hook")).IsShown("Webhooks of Harbor Institute").Says("/hooks/harbor", "no: there is no secret");
        (await visitor.SubmitAsync(page, "main form")).HasStatus(200).Says("Say why").DoesNotSay("cbh_");
        var made = (await visitor.PostAsync("/partners/harbor/hook", ("Input.Why", "Credly can tell us"))).IsShown("Webhooks of Harbor Institute").Says("cbh_", "Webhook secret made", "Credly can tell us");
        var first = made.Document.QuerySelector("[role=status] .code")!.TextContent.Trim();
        (await visitor.GetAsync("/partners/harbor/hook")).DoesNotSay("cbh_", HookSignature.KeyOf(first)).Says("Takenyes");
        using var client = host.CreateClient();
        Assert.AreEqual(HttpStatusCode.OK, await SendAsync(client, "harbor", Event, Signed(host, first, Event)));
        var second = (await visitor.PostAsync("/partners/harbor/hook", ("Input.Why", "It was lost"))).Says("Webhook secret replaced").Document.QuerySelector("[role=status] .code")!.TextContent.Trim();
        Assert.AreEqual(HttpStatusCode.Unauthorized, await SendAsync(client, "harbor", Event, Signed(host, first, Event)));
        Assert.AreEqual(HttpStatusCode.OK, await SendAsync(client, "harbor", Event, Signed(host, second, Event)));
        (await visitor.PostAsync("/partners/harbor/hook?handler=End", ("Input.Why", "No longer"))).LeadsTo("/partners/harbor/hook");
        Assert.AreEqual(HttpStatusCode.Unauthorized, await SendAsync(client, "harbor", Event, Signed(host, second, Event)));
        Assert.IsEmpty(await host.QueryAsync(db => db.AuditEntries.Where(entry => entry.Before!.Contains("cbh_") || entry.After!.Contains("cbh_")).ToListAsync()));
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync("/partners/harbor/hook")).Has("main form", 0);
    }

    private static string Signed(WebHost host, string secret, string body) => HookSignature.Of(secret, Encoding.UTF8.GetBytes(body), host.Time.GetUtcNow());

    private static async Task<string> SecretAsync(WebHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HookSecrets>().MakeAsync(host.Sample.Harbor.Id, "A test", new Actor("Rosa Feld", Role.Registrar), CancellationToken.None);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string path, string body, string? signature)
    {
        using var request = Request(path, Encoding.UTF8.GetBytes(body), signature);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Request(string path, byte[] body, string? signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"https://localhost/hooks/{path}") { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation(HookSignature.Header, signature);
        return request;
    }
}
