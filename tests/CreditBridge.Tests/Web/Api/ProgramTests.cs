using System.Text.Json;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Api;

[TestClass]
public sealed class ProgramTests
{
    [TestMethod]
    public async Task Key_IsShownOnce_OpensItsScopesOnly_AndIsWorthNothingOnceRevoked()
    {
        using var host = new WebHost();
        var admin = await host.SignInAsync(host.Sample.Administrator);
        await admin.GetAsync("/programs");
        (await admin.PostAsync("/programs?handler=Add", ("Input.Name", "Portal"))).Says("Choose at least one thing");
        (await admin.PostAsync("/programs?handler=Add", ("Input.Name", "Portal"), ("Input.Scopes", "everything"))).Says("Choose at least one thing");
        var made = await admin.PostAsync("/programs?handler=Add", ("Input.Name", "Portal"), ("Input.Scopes", "requests.read"));
        var key = made.Document.QuerySelector(".notice .code")!.TextContent;
        (await admin.GetAsync("/programs")).Says("Portal", "requests.read").DoesNotSay(key);
        var row = await host.QueryAsync(db => db.ApiClients.SingleAsync());
        Assert.DoesNotContain(key.Split('_', 3)[2], row.SecretHash);

        var number = host.Sample.Ada.StudentNumber;
        var program = host.Program(key);
        (await program.GetAsync($"/api/v1/learners/{number}/requests")).HasStatus(200);
        (await program.GetAsync($"/api/v1/learners/{number}/credentials")).HasStatus(403);
        (await program.GetAsync($"/api/v1/rules/{host.Sample.Rule.Code}")).HasStatus(403);
        (await program.GetAsync("/dashboard")).HasStatus(302);
        (await host.Program(key + "x").GetAsync($"/api/v1/learners/{number}/requests")).HasStatus(401);
        (await admin.GetAsync($"/api/v1/learners/{number}/requests")).HasStatus(401);

        (await admin.PostAsync("/programs?handler=Revoke", ("id", row.Id.ToString()))).HasStatus(302);
        (await program.GetAsync($"/api/v1/learners/{number}/requests")).HasStatus(401);
    }

    [TestMethod]
    public async Task Token_ByClientCredentials_IsShortLived_AndEndsWithTheProgram()
    {
        using var host = new WebHost();
        var key = (await KeyAsync(host, "requests.read", "rules.read")).Split('_', 3);
        var anybody = host.Visit();
        (string, string)[] Ask(string secret, string scope) => [("grant_type", "client_credentials"), ("client_id", key[1]), ("client_secret", secret), ("scope", scope)];
        (await anybody.PostAsync("/api/v1/token", Ask("wrong", "rules.read"))).HasStatus(401);
        (await anybody.PostAsync("/api/v1/token", Ask(key[2], "rules.write"))).HasStatus(400);
        var answer = JsonDocument.Parse((await anybody.PostAsync("/api/v1/token", Ask(key[2], "rules.read"))).HasStatus(200).Raw()).RootElement;
        Assert.AreEqual(900, answer.GetProperty("expires_in").GetInt32());
        var program = host.Program(answer.GetProperty("access_token").GetString()!);
        (await program.GetAsync("/api/v1/rules")).HasStatus(200);
        (await program.GetAsync($"/api/v1/learners/{host.Sample.Ada.StudentNumber}/requests")).HasStatus(403);
        (await host.Program("forged").GetAsync("/api/v1/rules")).HasStatus(401);
        host.Time.Advance(TimeSpan.FromMinutes(15));
        (await program.GetAsync("/api/v1/rules")).HasStatus(401);
    }

    [TestMethod]
    public async Task Record_ThatLeaves_StandsInTheDisclosureLog()
    {
        using var host = new WebHost();
        var program = await host.ProgramAsync("requests.read", "credentials.read");
        var before = await host.QueryAsync(db => db.DisclosureEntries.CountAsync());
        (await program.GetAsync("/api/v1/learners/N0/requests")).HasStatus(404);
        Assert.AreEqual(before, await host.QueryAsync(db => db.DisclosureEntries.CountAsync()));
        (await program.GetAsync($"/api/v1/learners/{host.Sample.Ada.StudentNumber}/credentials")).HasStatus(200);
        var waiting = host.Sample.Requests.Waiting;
        var request = JsonDocument.Parse((await program.GetAsync($"/api/v1/requests/{waiting.Number}")).HasStatus(200).Raw()).RootElement;
        Assert.AreEqual(waiting.Lines.Count, request.GetProperty("lines").GetArrayLength());
        var entries = await host.QueryAsync(db => db.DisclosureEntries.Where(entry => entry.Recipient == "Student portal").ToListAsync());
        CollectionAssert.AreEquivalent(new[] { host.Sample.Ada.Id, waiting.LearnerId }, entries.ConvertAll(entry => entry.LearnerId));
    }

    private static async Task<string> KeyAsync(WebHost host, params string[] scopes)
    {
        var admin = await host.SignInAsync(host.Sample.Administrator);
        await admin.GetAsync("/programs");
        return (await admin.PostAsync("/programs?handler=Add", [("Input.Name", "Portal"), .. scopes.Select(scope => ("Input.Scopes", scope))])).Document.QuerySelector(".notice .code")!.TextContent;
    }
}
