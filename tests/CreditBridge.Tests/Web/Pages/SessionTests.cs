using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class SessionTests
{
    [TestMethod]
    public async Task SignOut_MakesACopyOfTheCookieWorthless()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/dashboard");
        var cookie = page.Response.RequestMessage!.Headers.GetValues("Cookie").Single();
        var thief = new Visitor(host.CreateDefaultClient(new Uri("https://localhost")));
        (await thief.GetAsync("/dashboard", ("Cookie", cookie))).HasStatus(200);
        (await visitor.SubmitAsync(page, ".who form")).LeadsTo("/");
        (await thief.GetAsync("/dashboard", ("Cookie", cookie))).HasStatus(302);
        Assert.AreEqual((SampleInstitution.Now, SampleInstitution.Now.AddHours(10)), await host.QueryAsync(async db =>
        {
            var row = await db.UserSessions.SingleAsync();
            return (row.EndedAt!.Value, row.EndsAt);
        }));
    }

    [TestMethod]
    public async Task Sessions_AreListedAndEnded_OnesOwnOnly()
    {
        using var host = new WebHost();
        var (here, there, other) = (await host.SignInAsync(host.Sample.Registrar), await host.SignInAsync(host.Sample.Registrar), await host.SignInAsync(host.Sample.Evaluator));
        var page = await here.GetAsync("/account/sessions");
        page.IsShown("Where you are signed in").Has("tbody tr", 2).Has("button[name=id]", 1).Says("This one");
        var strange = await host.QueryAsync(db => db.UserSessions.Where(session => session.UserId == host.Sample.Evaluator.Id).Select(session => session.Id).SingleAsync());
        (await here.PostAsync("/account/sessions?handler=End", ("id", strange.ToString()))).HasStatus(404);
        (await other.GetAsync("/dashboard")).HasStatus(200);

        (await here.PostAsync("/account/sessions?handler=End", ("id", page.Document.QuerySelector("button[name=id]")!.GetAttribute("value")!))).HasStatus(302);
        (await there.GetAsync("/dashboard")).HasStatus(302);
        (await here.GetAsync("/dashboard")).HasStatus(200);
    }

    [TestMethod]
    public async Task EndOthers_LeavesThisOneAlone()
    {
        using var host = new WebHost();
        var (here, there) = (await host.SignInAsync(host.Sample.LearnerUser), await host.SignInAsync(host.Sample.LearnerUser));
        (await here.SubmitAsync(await here.GetAsync("/account/sessions"), "form[action*=EndOthers]")).HasStatus(302);
        (await there.GetAsync("/my-credit")).HasStatus(302);
        (await here.GetAsync("/account/sessions")).Says("you are signed in here only").Has("tbody tr", 1);
    }

    [TestMethod]
    public async Task Session_WhoseTimeOnTheServerIsOver_IsOver()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await host.QueryAsync(db => db.UserSessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.EndsAt, SampleInstitution.Now)));
        (await visitor.GetAsync("/dashboard")).HasStatus(302);
    }

    [TestMethod]
    public async Task Session_NamedByAnotherPersonsCookie_IsNotTheirs()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await host.QueryAsync(db => db.UserSessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.UserId, host.Sample.Administrator.Id)));
        (await visitor.GetAsync("/dashboard")).HasStatus(302);
    }
}
