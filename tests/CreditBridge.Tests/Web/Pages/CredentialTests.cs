using CreditBridge.Core.Credentials;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class CredentialTests
{
    [TestMethod]
    public async Task List_LongerThanAPage_IsLeafedThroughWithItsFilter()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        var first = await visitor.GetAsync("/credentials?q=Harrow&sort=issued");
        Assert.HasCount(50, first.IsShown("Credentials").Says("1–50 of 61").Rows());
        var next = first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        Assert.HasCount(11, (await visitor.GetAsync(next)).Says("51–61 of 61").Rows());
    }

    [TestMethod]
    [DataRow("q=N1000001", 2)]
    [DataRow("q=h-3", 1)]
    [DataRow("q=A.QUIST@mail.example", 1)]
    [DataRow("status=Revoked", 1)]
    [DataRow("status=Revoked&q=N1000001", 0)]
    [DataRow("verification=Valid", 0)]
    public async Task List_Filtered_ShowsWhatMatches(string query, int rows)
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Evaluator)).GetAsync($"/credentials?{query}");
        Assert.HasCount(rows, page.IsShown("Credentials").Rows());
        page.Has(".chip", query.Split('&').Length);
        if (rows == 0)
            page.Says("No credential matches").Has(".nothing-here a[href='/credentials']", 1);
    }

    [TestMethod]
    public async Task Chip_Followed_TakesItsFilterAwayAndLeavesTheOthers()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Evaluator)).GetAsync("/credentials?status=Active&q=Harrow&p=2");
        Assert.AreEqual("/credentials?q=Harrow", page.Document.QuerySelectorAll(".chip").Single(chip => chip.TextContent.Contains("Active", StringComparison.Ordinal)).GetAttribute("href"));
    }

    [TestMethod]
    public async Task Details_ShowEachVersionEachCheckAndWhatItLedTo()
    {
        using var host = new WebHost();
        var credential = host.Sample.Credentials[0];
        await host.QueryAsync(async db =>
        {
            db.CredentialVersions.Add(CredentialVersion.Of(credential, 1, SampleInstitution.Now.AddHours(-8)));
            return await db.SaveChangesAsync();
        });
        var page = await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/credentials/{credential.Id}");
        page.IsShown("Networking Fundamentals").Says(
            "Ada Quist", "82 %", "The record is complete and its dates are in order.", "As it is now", "1. Until", "R-2026-000101", "EQ-00042");
        page.Has("pre.payload", 2);
    }

    [TestMethod]
    public async Task Original_Picture_IsADownloadAndNeverAPage()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        var credential = host.Sample.Credentials[0].Id;
        var link = (await visitor.GetAsync($"/credentials/{credential}")).Document.QuerySelector("a[href*='handler=Original']")!.GetAttribute("href")!;
        var file = await visitor.GetAsync(link);
        file.HasStatus(200);
        Assert.AreEqual("application/octet-stream", file.Header("Content-Type"));
        StringAssert.StartsWith(file.Header("Content-Disposition"), "attachment;");
        Assert.AreEqual("nosniff", file.Header("X-Content-Type-Options"));
        (await visitor.GetAsync($"/credentials/{host.Sample.Credentials[1].Id}?handler=Original&number=1")).HasStatus(404);
    }

    [TestMethod]
    public async Task Details_OfNoCredential_AreNotFound()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/credentials/{Guid.NewGuid()}");
        page.HasStatus(404).Says("Nothing here");
    }

    [TestMethod]
    public async Task Unmatched_MatchedWithAReason_HasItsLearnerAndLeavesTheList()
    {
        using var host = new WebHost();
        var credential = host.Sample.Credentials.Single(credential => credential.LearnerId is null);
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        Assert.HasCount(1, (await visitor.GetAsync("/unmatched")).IsShown("Unmatched").Rows());
        var page = await visitor.GetAsync($"/unmatched/{credential.Id}");
        page.IsShown("Whose is this?").Says("Ada Quist, N1000001, born 9 Apr 2001", "the same name; the same birth date");

        var incomplete = await visitor.SubmitAsync(page, "main form", ("Input.Candidate", "N1000001"));
        incomplete.HasStatus(200).Says("Say how you know").Has("input[value='N1000001'][checked]", 1);
        Assert.StartsWith("Error: ", incomplete.Title);

        var matched = await visitor.SubmitAsync(page, "main form", ("Input.Candidate", "N1000001"), ("Input.Why", "Birth date and name agree."));
        matched.LeadsTo($"/credentials/{credential.Id}");
        Assert.AreEqual(host.Sample.Ada.Id, await host.QueryAsync(db => db.Credentials.Where(row => row.Id == credential.Id).Select(row => row.LearnerId).SingleAsync()));
        (await visitor.GetAsync("/unmatched")).Says("Every credential has its learner");
        (await visitor.SubmitAsync(page, "main form", ("Input.Other", "N1000002"), ("Input.Why", "No, it is Ben's."))).HasStatus(409).Says("has a learner already");
    }

    [TestMethod]
    public async Task Unmatched_WithANumberNobodyHas_KeepsWhatWasTyped()
    {
        using var host = new WebHost();
        var credential = host.Sample.Credentials.Single(credential => credential.LearnerId is null);
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/unmatched/{credential.Id}");
        var answer = await visitor.SubmitAsync(page, "main form", ("Input.Other", "N9"), ("Input.Why", "A guess."));
        answer.HasStatus(200).Says("No learner has the student number N9.").Has("input[name='Input.Other'][value='N9']", 1).Has("input[name='Input.Why'][value='A guess.']", 1);
        answer.Has(".notice a[href='#Input_Other']", 1);
    }
}
