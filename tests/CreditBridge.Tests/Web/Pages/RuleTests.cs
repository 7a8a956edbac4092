using System.Text.Json;
using CreditBridge.Core.Access;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class RuleTests
{
    [TestMethod]
    public async Task Rule_FromDraftToPublished_ByThreePeople()
    {
        using var host = new WebHost();
        var rule = host.Sample.Rule;
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        var address = $"/rules/{rule.Code}";
        var page = (await registrar.GetAsync(address)).HasStatus(200).Says("In force").Says("Networking fundamentals");

        await registrar.SubmitAsync(page, "form[action*=Draft]");
        var draft = await host.QueryAsync(db => db.RuleVersions.SingleAsync(version => version.RuleId == rule.Id && version.State == RuleVersionState.Draft));
        page = await registrar.GetAsync(address);
        (await registrar.SubmitAsync(page, "form[action*=Submit]")).HasStatus(409).Says("Say why: the approver reads it.");
        (await registrar.SubmitAsync(page, "form[action*=Submit]", ("reason", "The exam has changed."))).HasStatus(302);
        (await registrar.GetAsync(address)).Says("Waits for the faculty of CS").Says("The exam has changed.");

        var faculty = await host.SignInAsync(host.Sample.Users.Single(user => user.Role == Role.FacultyApprover));
        page = await faculty.GetAsync(address);
        (await faculty.PostAsync($"{address}?handler=Return", ("id", draft.Id.ToString()))).HasStatus(409).Says("Say what should be different");
        await faculty.PostAsync($"{address}?handler=Approve", ("id", draft.Id.ToString()));
        (await faculty.PostAsync($"{address}?handler=Approve", ("id", draft.Id.ToString()))).HasStatus(409).Says("cannot become Approved");

        page = await registrar.GetAsync($"/rules/versions/{draft.Id}/impact");
        page.Says("Nobody has looked yet").Has("form[action*=Publish]", 0);
        (await registrar.PostAsync($"/rules/versions/{draft.Id}/impact?handler=Publish", ("from", "2026-12-01"), ("reason", "Agreed."))).HasStatus(409).Says("Look at the impact first");
        await registrar.PostAsync($"/rules/versions/{draft.Id}/impact?handler=Look");
        await LookAsync(host);
        page = (await registrar.GetAsync($"/rules/versions/{draft.Id}/impact")).Says("All learners").Has("form[action*=Publish]", 1);
        (await registrar.SubmitAsync(page, "form[action*=Publish]")).HasStatus(409).Says("Say why it is published now.");
        (await registrar.SubmitAsync(page, "form[action*=Publish]", ("reason", "Agreed."))).HasStatus(302);
        (await registrar.GetAsync(address)).Says("Superseded").Says("In force");
        (await registrar.GetAsync($"{address}/compare?from=1&to=2")).HasStatus(200).Says("Both say the same, word for word.");
        (await registrar.GetAsync($"{address}/compare?from=1&to=9")).HasStatus(404);
        var workbook = await registrar.PostAsync($"/rules/versions/{draft.Id}/impact?handler=Workbook");
        Assert.AreEqual("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.Response.Content.Headers.ContentType!.MediaType);
    }

    [TestMethod]
    public async Task PublicSearch_FindsByCredentialPartnerAndCourse_AndHidesWhatIsForStaff()
    {
        using var host = new WebHost();
        var anybody = host.Visit();
        var code = host.Sample.Rule.Code;
        foreach (var query in (string[])["", "?q=networking", $"?partner={Partner(host)}", $"?course={Uri.EscapeDataString(Course(host)[..3].ToLowerInvariant())}"])
            (await anybody.GetAsync($"/equivalencies{query}")).HasStatus(200).Has($"a[href='/equivalencies/{code}']", 1);
        (await anybody.GetAsync("/equivalencies?q=nothing-like-it")).HasStatus(200).Says("That is not a ‘no’");
        var page = (await anybody.GetAsync($"/equivalencies/{code}")).HasStatus(200).Says("What it asks for");
        page.Has("form[method=post]", 0);
        (await anybody.GetAsync("/equivalencies/EQ-99999")).HasStatus(404);
    }

    [TestMethod]
    public async Task Api_ReadsProposesAndRefusesInSentences()
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        var rule = JsonDocument.Parse((await registrar.GetAsync($"/api/v1/rules/{host.Sample.Rule.Code}")).HasStatus(200).Raw()).RootElement;
        var definition = rule.GetProperty("versions")[0].GetProperty("definition").GetRawText();
        Assert.AreEqual(1, JsonDocument.Parse((await host.Visit().GetAsync("/api/v1/equivalencies?q=networking")).HasStatus(200).Raw()).RootElement.GetProperty("total").GetInt32());
        StringAssert.Contains((await host.Visit().GetAsync("/api/v1/openapi.json")).HasStatus(200).Raw(), "/api/v1/rules/{code}");

        (await registrar.PostJsonAsync("/api/v1/rules", $$"""{"title":"By a cookie","department":"CS","definition":{{definition}}}""")).HasStatus(401);
        var program = await host.ProgramAsync("rules.write");
        var created = await program.PostJsonAsync("/api/v1/rules", $$"""{"title":"From another program","department":"CS","definition":{{definition}}}""");
        created.HasStatus(201);
        Assert.AreEqual("EQ-00043", JsonDocument.Parse(created.Raw()).RootElement.GetProperty("code").GetString());
        Assert.AreEqual(RuleVersionState.Draft, await host.QueryAsync(db => db.RuleVersions.Where(version => version.Title == "From another program").Select(version => version.State).SingleAsync()));

        StringAssert.Contains((await program.PostJsonAsync("/api/v1/rules", """{"title":"T","department":"CS","definition":{"requirement":{"kind":"nonsense"}}}""")).HasStatus(400).Raw(), "The definition is no rule");
        StringAssert.Contains((await program.PostJsonAsync("/api/v1/rules", """{"title":"","department":"CS","definition":""" + definition + "}")).HasStatus(400).Raw(), "Give the rule a title.");
        (await program.PostJsonAsync("/api/v1/rules", "{")).HasStatus(400);
        (await registrar.GetAsync("/api/v1/rules/EQ-99999")).HasStatus(404);
    }

    [TestMethod]
    public async Task OutcomeMap_HalfFilled_IsRefusedAndKept_ThenSaved()
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        var page = (await registrar.GetAsync("/rules/outcomes?partner=harbor&achievement=net-1")).HasStatus(200);
        page = await registrar.SubmitAsync(page, "main form", ("Links[0].Outcome", "Plans a network"));
        page.Says("Row 1: fill in all five, or none.").Has("input[value='Plans a network']", 1);
        (await registrar.SubmitAsync(page, "main form", ("Links[0].Course", "CSCI 1100"), ("Links[0].CourseOutcome", "Designs networks"), ("Links[0].Evidence", "Syllabus"), ("Links[0].Faculty", "Dr. N. Osei, PhD"))).HasStatus(302);
        Assert.AreEqual("Plans a network", (await host.QueryAsync(db => db.Achievements.SingleAsync(achievement => achievement.ExternalId == "net-1"))).Outcomes.Single().Outcome);
        (await registrar.GetAsync("/rules/outcomes?partner=harbor&achievement=nothing")).HasStatus(404);
    }

    private static string Partner(WebHost host) => RuleParts.Achievements(host.Sample.RuleVersion.Definition).First().Partner;

    private static string Course(WebHost host) => RuleParts.Courses(host.Sample.RuleVersion.Definition).First();

    private static async Task LookAsync(WebHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var impact = scope.ServiceProvider.GetRequiredService<ImpactLooking>();
        foreach (var run in await impact.DueAsync(default))
            await impact.RunAsync(run, default);
    }
}
