using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class DashboardTests
{
    [TestMethod]
    public async Task Dashboard_AfterANight_SaysWhatWaitsAndNumbersThatAddUp()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Registrar)).GetAsync("/dashboard");

        page.IsShown("Tuesday, 24 November 2026").Says(
            "3 lines of requests wait for a decision",
            "1 postings may or may not have arrived",
            "1 credentials match no learner",
            "3 records are in quarantine",
            "74 records were read from 2 partners: 65 new, 2 changed, 3 unchanged, 1 duplicate and 3 put in quarantine.",
            "9 rules were satisfied: 4 granted, 3 for a person to decide, 1 blocked, 1 not chosen and 0 decided before.");
    }

    [TestMethod]
    public async Task Dashboard_OfAnEmptyDatabase_SaysThatThereWasNoNight()
    {
        using var host = new WebHost(isEmpty: true);
        var page = await (await host.SignInAsync(host.Sample.Registrar)).GetAsync("/dashboard");
        page.Says("There has been no night yet", "Nothing waits for anyone.").Has(".needs a", 0);
    }

    [TestMethod]
    public async Task RunNow_Twice_MakesOneNightThatThePageFollows()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var dashboard = await visitor.GetAsync("/dashboard");
        var first = await visitor.SubmitAsync(dashboard, ".head form");
        var second = await visitor.PostAsync("/dashboard?handler=RunNow");

        var night = await host.QueryAsync(db => db.NightRuns.SingleAsync(night => night.State == NightState.Requested));
        first.LeadsTo($"/nights/{night.Id}");
        second.LeadsTo($"/nights/{night.Id}");
        Assert.AreEqual("Rosa Feld", night.RequestedBy);
        var page = await visitor.GetAsync($"/nights/{night.Id}");
        page.IsShown("The night of 24 Nov 2026").Says("The night is about to start").Has("noscript", 2);
        page.Has($"#progress[hx-get='/nights/{night.Id}?handler=Progress']", 1).Has($"#partners[hx-get='/nights/{night.Id}']", 1);
        (await visitor.GetAsync("/dashboard")).Says("The night is about to start").Has("form[action*='RunNow']", 0);
    }

    [TestMethod]
    public async Task Progress_OfANightThatReads_CountsEveryPartnerThatIsNotPaused()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            var night = new NightRun { LocalOn = new(2026, 11, 24), Trigger = NightTrigger.Page, RequestedBy = "Rosa Feld", RequestedAt = SampleInstitution.Now, StartedAt = SampleInstitution.Now };
            night.MoveTo(NightState.Running);
            db.AddRange(night, new Partner { Code = "p", Name = "Paused", Connector = "Folder", IsPaused = true });
            return await db.SaveChangesAsync();
        });
        (await (await host.SignInAsync(host.Sample.Registrar)).GetAsync("/dashboard")).Says("0 of 2 partners are done.");
    }

    [TestMethod]
    public async Task Progress_OfANightThatIsOver_AsksForTheWholePageAndNoMoreForItself()
    {
        using var host = new WebHost();
        var progress = await (await host.SignInAsync(host.Sample.Registrar)).GetAsync($"/nights/{host.Sample.Night.Run.Id}?handler=Progress", ("HX-Request", "true"));
        progress.HasStatus(200).Has("#progress", 1).Has("[hx-get]", 0).Has("main, h1", 0);
        Assert.AreEqual("true", progress.Header("HX-Refresh"));
    }

    [TestMethod]
    public async Task Night_ThatIsOver_ListsItsPartners()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/nights/{host.Sample.Night.Run.Id}");
        page.IsShown("The night of 24 Nov 2026").Says("Started by the schedule, 24 Nov 2026, 02:00 EST, took 2 minutes", "Lines posted to the student system").Has("[hx-get]", 0);
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync("/dashboard")).Says("02:00, by the schedule");
        var rows = page.Rows(".table-stack");
        Assert.HasCount(2, rows);
        Assert.Contains("Harbor Institute", rows[0][0]);
        Assert.AreEqual("Did not finish", rows[1][2]);
    }
}
