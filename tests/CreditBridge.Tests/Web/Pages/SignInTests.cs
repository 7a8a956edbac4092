using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class SignInTests
{
    [TestMethod]
    public async Task SignIn_ListsThePersonas_AndLeadsBackToThePageAskedFor()
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        (await visitor.GetAsync("/requests?show=All")).LeadsTo("/sign-in?returnUrl=%2Frequests%3Fshow%3DAll");
        var page = await visitor.GetAsync("/sign-in?returnUrl=%2Frequests%3Fshow%3DAll");
        page.IsShown("Who would you like to be?").Has(".people button", 7).Says("Rosa Feld Registrar", "Reads everything, changes nothing.");
        (await visitor.SubmitAsync(page, "main form", ("Id", host.Sample.Auditor.Id.ToString()))).LeadsTo("/requests?show=All");
    }

    [TestMethod]
    [DataRow("https://evil.example/")]
    [DataRow("//evil.example")]
    [DataRow("/\\evil.example")]
    [DataRow("javascript:alert(1)")]
    [DataRow("http:evil.example")]
    [DataRow("/%2f/evil.example//")]
    public async Task SignIn_WithAReturnAddressElsewhere_StaysHere(string returnUrl)
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        await visitor.GetAsync("/sign-in");
        var answer = await visitor.PostAsync("/sign-in", ("Id", host.Sample.Registrar.Id.ToString()), ("returnUrl", returnUrl));
        Assert.StartsWith("/", answer.Response.Headers.Location!.OriginalString);
        Assert.DoesNotContain("//", answer.Response.Headers.Location!.OriginalString[..2]);
        Assert.DoesNotContain("\\", answer.Response.Headers.Location!.OriginalString);
    }

    [TestMethod]
    public async Task Learner_SeesTheirOwnCreditAsALetter()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-credit");
        page.IsShown("3 credits from what you learned elsewhere").Says("Dear Ada,", "CSCI 1300", "We know of 2 credentials of yours.", "2 questions are with a person here", "For Networking Fundamentals.").DoesNotSay("Harrow", "CSCI 1400", "another host");
    }

    [TestMethod]
    public async Task Learner_WithALineDeclined_ReadsWhyAndWhatToDo()
    {
        using var host = new WebHost();
        await host.QueryAsync(db => db.Users.Where(user => user.Id == host.Sample.LearnerUser.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.LearnerId, host.Sample.Ben.Id)));
        var page = await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-credit");
        page.Says("CSCI 1200 · 3 credits", "The content differs from the course.", "The certificate covers half of the course.", "write to the registrar's office");
    }

    [TestMethod]
    public async Task Learner_WithNothingYet_ReadsWhatToDo()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            var newcomer = new Learner { StudentNumber = "N9", FirstStudentNumber = "N9", GivenName = "Cem", FamilyName = "Aydin", Standing = LearnerStanding.Admitted, Level = CourseLevel.Lower };
            db.Add(newcomer);
            await db.SaveChangesAsync();
            return await db.Users.Where(user => user.Id == host.Sample.LearnerUser.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.LearnerId, newcomer.Id));
        });
        (await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-credit")).IsShown("No credit has been granted yet").Says("ask the registrar's office to confirm the e-mail address");
    }

    [TestMethod]
    public async Task Session_OfADisabledUserOrAnotherRole_EndsAtOnce()
    {
        using var host = new WebHost();
        var (disabled, changed) = (await host.SignInAsync(host.Sample.Auditor), await host.SignInAsync(host.Sample.Evaluator));
        await host.QueryAsync(db => db.Users.Where(user => user.Id == host.Sample.Auditor.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, SampleInstitution.Now)));
        await host.QueryAsync(db => db.Users.Where(user => user.Id == host.Sample.Evaluator.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, Role.Advisor)));
        (await disabled.GetAsync("/dashboard")).HasStatus(302);
        (await changed.GetAsync("/requests")).HasStatus(302);
    }

    [TestMethod]
    public async Task Session_Idle_EndsAfterHalfAnHour_ForLearnersAfterAnHour()
    {
        using var host = new WebHost();
        var (staff, learner) = (await host.SignInAsync(host.Sample.Registrar), await host.SignInAsync(host.Sample.LearnerUser));
        host.Time.Advance(TimeSpan.FromMinutes(29));
        (await staff.GetAsync("/dashboard")).HasStatus(200);
        host.Time.Advance(TimeSpan.FromMinutes(30.5));
        (await staff.GetAsync("/dashboard")).HasStatus(302);
        (await learner.GetAsync("/my-credit")).HasStatus(200);
        host.Time.Advance(TimeSpan.FromMinutes(61));
        (await learner.GetAsync("/my-credit")).HasStatus(302);
    }

    [TestMethod]
    public async Task Session_InUse_EndsAfterTenHours()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        for (var minutes = 0; minutes < 580; minutes += 20)
        {
            host.Time.Advance(TimeSpan.FromMinutes(20));
            (await visitor.GetAsync("/dashboard")).HasStatus(200);
        }

        host.Time.Advance(TimeSpan.FromMinutes(20));
        (await visitor.GetAsync("/dashboard")).HasStatus(302);
    }

    [TestMethod]
    public async Task Fragment_AfterTheSessionEnded_AsksForTheWholePage()
    {
        using var host = new WebHost();
        var page = await host.Visit().GetAsync($"/nights/{host.Sample.Night.Run.Id}?handler=Progress", ("HX-Request", "true"));
        Assert.AreEqual((401, "true"), (page.Status, page.Header("HX-Refresh")));
    }

    [TestMethod]
    public async Task SignOut_EndsTheSession()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/dashboard");
        (await visitor.SubmitAsync(page, ".who form")).LeadsTo("/");
        (await visitor.GetAsync("/dashboard")).HasStatus(302);
    }

    [TestMethod]
    public async Task Production_HasNoPersonas_AndOnlyHostCookies()
    {
        using var host = new WebHost("Production");
        var visitor = host.Visit();
        var page = await visitor.GetAsync("/sign-in");
        page.IsShown("Sign in").Has(".people", 0);
        Assert.Contains("__Host-creditbridge-", string.Join('\n', (await host.Visit().GetAsync("/sign-out")).Response.Headers.GetValues("Set-Cookie")));
        (await visitor.PostAsync("/sign-in", ("Id", host.Sample.Registrar.Id.ToString()))).HasStatus(400);
        Assert.AreEqual("max-age=31536000", (await host.Visit("https://credit.example").GetAsync("/")).Header("Strict-Transport-Security"));
    }

    [TestMethod]
    public void Production_WithTheDemoOn_RefusesToStartAndSaysWhy()
    {
        using var host = new WebHost("Production") { Settings = { ["Demo:Enabled"] = "true" } };
        var refusal = Assert.Throws<OptionsValidationException>(() => host.Services);
        Assert.Contains("Production does not start with it", refusal.Message);
    }
}
