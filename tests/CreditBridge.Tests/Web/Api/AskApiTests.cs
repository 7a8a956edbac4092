using System.Text.Json;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Api;

[TestClass]
public sealed class AskApiTests
{
    private const string Requests = "/api/v1/requests";
    private const string Credentials = "/api/v1/credentials";

    [TestMethod]
    public async Task Request_IsTheLearnersOwn_IsDoneOnceForEachKey_AndGrantsNothing()
    {
        using var host = new WebHost();
        var program = await host.ProgramAsync("requests.write", "requests.read");
        var grants = await host.QueryAsync(db => db.CreditGrants.CountAsync());
        var first = (await program.PostJsonAsync(Requests, Ask(host), Key("one"))).HasStatus(201).Raw();
        var again = (await program.PostJsonAsync(Requests, Ask(host), Key("one"))).HasStatus(201).Raw();
        Assert.AreEqual(first, again);
        (await program.PostJsonAsync(Requests, Ask(host, statement: "Another"), Key("one"))).HasStatus(422).Tells("used for another request");
        var request = await host.QueryAsync(db => db.CreditRequests.Include(request => request.Lines).SingleAsync(request => request.Origin == RequestOrigin.Learner));
        var answer = JsonDocument.Parse(first).RootElement;
        Assert.AreEqual(request.Number, answer.GetProperty("number").GetString());
        (await program.GetAsync(answer.GetProperty("link").GetString()!)).HasStatus(200);
        Assert.AreEqual((host.Sample.Ada.Id, null), (request.LearnerId, request.DecidedAt));
        Assert.IsTrue(request.Lines.TrueForAll(line => line.State == LineState.Open));
        Assert.AreEqual(grants, await host.QueryAsync(db => db.CreditGrants.CountAsync()));
        Assert.IsGreaterThanOrEqualTo(2, await host.QueryAsync(db => db.DisclosureEntries.CountAsync(entry => entry.LearnerId == host.Sample.Ada.Id && entry.What.Contains("POST /api/v1/requests"))));
    }

    [TestMethod]
    public async Task Request_TwiceAtOnce_IsAskedOnce()
    {
        using var host = new WebHost();
        var program = await host.ProgramAsync("requests.write");
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => program.PostJsonAsync(Requests, Ask(host), Key("both")))));
        Assert.IsTrue(answers.Any(answer => answer.Status == 201) && answers.All(answer => answer.Status is 201 or 409), string.Join(' ', answers.Select(answer => answer.Status)));
        Assert.AreEqual(1, await host.QueryAsync(db => db.CreditRequests.CountAsync(request => request.Origin == RequestOrigin.Learner)));
    }

    [TestMethod]
    public async Task Request_OfBadInput_IsRefusedInASentence_AndFreesTheKey()
    {
        using var host = new WebHost();
        var program = await host.ProgramAsync("requests.write");
        (await program.PostJsonAsync(Requests, Ask(host))).HasStatus(400).Tells("Idempotency-Key");
        (await program.PostJsonAsync(Requests, Ask(host, number: "N0"), Key("a"))).HasStatus(404).Tells("There is no learner N0.");
        (await program.PostJsonAsync(Requests, "{", Key("a"))).HasStatus(400).Tells("not the JSON");
        (await program.PostJsonAsync(Requests, "{}", Key("a"))).HasStatus(400).Tells("not the JSON");
        (await program.PostJsonAsync(Requests, Ask(host, agreed: false), Key("a"))).HasStatus(400).Tells("Ask the learner first");
        (await program.PostJsonAsync(Requests, Ask(host, credential: Guid.NewGuid()), Key("a"))).HasStatus(404).Tells("not in this learner");
        (await program.PostJsonAsync(Requests, Ask(host, statement: new string('x', 2 * 1024 * 1024)), Key("a"))).HasStatus(413).Tells("larger than");
        (await program.PostJsonAsync(Credentials, "{}", Key("a"))).HasStatus(403).Tells("needs the scope credentials.write");
        (await host.Visit().PostJsonAsync(Requests, Ask(host), Key("a"))).HasStatus(401).Tells("Send a good key or token");
        Assert.AreEqual(0, await host.QueryAsync(db => db.IdempotentAnswers.CountAsync()));
        (await program.PostJsonAsync(Requests, Ask(host), Key("a"))).HasStatus(201);
    }

    [TestMethod]
    public async Task Credential_IsCheckedAsTheLearnersOwn_AndListed()
    {
        var web = new TestDocuments();
        var harbor = new TestIssuer(web, "harbor.example");
        using var host = new WebHost();
        web.WriteTo(host.DataFolder);
        var program = await host.ProgramAsync("credentials.write", "credentials.read");
        string Badge(string text) => JsonSerializer.Serialize(new { learner = host.Sample.Ada.StudentNumber, credential = text });
        (await program.PostJsonAsync(Credentials, Badge("https://harbor.example/badge"), Key("l"))).HasStatus(400).Tells("not a link");
        (await program.PostJsonAsync(Credentials, Badge(harbor.Badge("1", "ben@northfield.example")), Key("b"))).HasStatus(422).Tells("none of your confirmed addresses");
        (await program.PostJsonAsync(Credentials, Badge(TestIssuer.Forge(harbor.Badge("1", "ada@northfield.example"), text => text.Replace("82", "99"))), Key("b"))).HasStatus(422).Tells("not genuine");
        (await program.PostJsonAsync(Credentials, Badge(harbor.Badge("1", "ada@northfield.example")), Key("b"))).HasStatus(201).Tells("Acme basics");
        (await program.PostJsonAsync(Credentials, Badge(harbor.Badge("1", "ada@northfield.example")), Key("c"))).HasStatus(200);
        (await program.GetAsync($"{Credentials}?learner={host.Sample.Ada.StudentNumber}")).HasStatus(200).Tells("Acme basics");
        (await program.GetAsync(Credentials)).HasStatus(400).Tells("Say whose");
        Assert.Contains("Student portal", await host.QueryAsync(db => db.Credentials.Where(credential => credential.IsLearnerSupplied).Select(credential => credential.Location).SingleAsync()));
    }

    [TestMethod]
    public async Task LastUsed_IsNotedAtMostOnceAMinute_AndOpenApiNamesTheKey()
    {
        using var host = new WebHost();
        var program = await host.ProgramAsync("rules.read");
        async Task<DateTime?> UsedAsync()
        {
            (await program.GetAsync("/api/v1/rules")).HasStatus(200);
            return await host.QueryAsync(db => db.ApiClients.Select(client => client.LastUsedAt).SingleAsync());
        }

        var first = await UsedAsync();
        Assert.AreEqual(host.Time.GetUtcNow().UtcDateTime, first);
        host.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.AreEqual(first, await UsedAsync());
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(first!.Value.AddMinutes(1), await UsedAsync());
        var post = JsonDocument.Parse((await program.GetAsync("/api/v1/openapi.json")).HasStatus(200).Raw()).RootElement.GetProperty("paths").GetProperty(Requests).GetProperty("post");
        Assert.IsTrue(post.GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key").GetProperty("required").GetBoolean());
        Assert.IsTrue(post.GetProperty("responses").TryGetProperty("422", out _) && post.TryGetProperty("security", out _) && post.TryGetProperty("requestBody", out _));
    }

    private static (string, string) Key(string key) => ("Idempotency-Key", key);

    private static string Ask(WebHost host, string? number = null, string statement = "It was hard.", bool agreed = true, Guid? credential = null) => JsonSerializer.Serialize(new
    {
        learner = number ?? host.Sample.Ada.StudentNumber,
        agreed,
        statement,
        credentials = new[] { credential ?? host.Sample.Credentials.First(own => own.LearnerId == host.Sample.Ada.Id && own.AchievementId == host.Sample.Analytics.Id).Id },
    });
}
