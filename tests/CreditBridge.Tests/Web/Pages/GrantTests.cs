using ClosedXML.Excel;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Core.Learners;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class GrantTests
{
    [TestMethod]
    [DataRow("", 3)]
    [DataRow("q=CSCI%201300", 2)]
    [DataRow("q=N1000002&posting=Unknown", 1)]
    [DataRow("byRule=true", 0)]
    [DataRow("from=2026-11-22&to=2026-11-22", 3)]
    [DataRow("from=2026-11-23", 0)]
    public async Task List_Filtered_ShowsWhatMatches(string query, int rows)
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/grants?{query}");
        Assert.HasCount(rows, page.IsShown("Grants").Rows());
        if (rows == 0)
            page.Says("No grant matches these filters");
    }

    [TestMethod]
    [DataRow("/grants?from=2026-13-45", "2026-13-45")]
    [DataRow("/grants?posting=Lost", "Lost")]
    [DataRow("/credentials?status=Odd", "Odd")]
    [DataRow("/requests?show=Some", "Some")]
    [DataRow("/postings?state=Lost", "Lost")]
    [DataRow("/sync-runs?state=Lost", "Lost")]
    [DataRow("/unmatched?partner=nobody", "nobody")]
    [DataRow("/quarantine?state=Lost", "Lost")]
    public async Task List_WithAFilterThatIsImpossible_SaysSoAndShowsNoRow(string address, string value)
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Registrar)).GetAsync(address);
        page.HasStatus(200).Says($"‘{value}’ is not possible here").Has("tbody tr", 0);
        Assert.StartsWith("Error: ", page.Title);
        foreach (var link in page.Document.QuerySelectorAll("[role=alert] a"))
            page.Has($"[id='{link.GetAttribute("href")![1..]}']", 1);
    }

    [TestMethod]
    public async Task Workbook_OfAFilterThatIsImpossible_IsRefused()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        var page = await visitor.GetAsync("/grants?from=2026-13-45");
        (await visitor.SubmitAsync(page, "#export")).HasStatus(400);
        Assert.AreEqual(0, await host.QueryAsync(db => db.DisclosureEntries.CountAsync()));
    }

    [TestMethod]
    public async Task Workbook_OfAFilter_HoldsItsRowsAndIsDisclosed()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        var page = await visitor.GetAsync("/grants?q=N1000002&posting=Unknown");
        var file = await visitor.SubmitAsync(page, "#export");

        file.HasStatus(200);
        Assert.Contains("grants.xlsx", file.Header("Content-Disposition")!);
        using var workbook = new XLWorkbook(new MemoryStream(file.Body));
        var sheet = workbook.Worksheet("Grants");
        Assert.AreEqual(2, sheet.LastRowUsed().RowNumber());
        Assert.AreEqual("N1000002", sheet.Cell(2, 1).GetString());
        var disclosed = await host.QueryAsync(db => db.DisclosureEntries.SingleAsync());
        Assert.AreEqual(host.Sample.Ben.Id, disclosed.LearnerId);
    }

    [TestMethod]
    public async Task Details_ShowWhyOnWhatEvidenceAndWhereItIs()
    {
        using var host = new WebHost();
        var grant = host.Sample.Requests.Posted;
        var page = await (await host.SignInAsync(host.Sample.Registrar)).GetAsync($"/grants/{grant.Id}");
        page.IsShown("3 credits for Ada Quist").Says(
            "Under rule EQ-00042, approved by Ivo Brandt.", "Score 82 of 100 is at least 70.", "CSCI 1300", "Posted", "2026FA", "Networking Fundamentals", "R-2026-000091");
    }

    [TestMethod]
    public async Task Postings_OpenOnWhatIsUnknown_WithEachStateCounted()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Registrar)).GetAsync("/postings");
        page.IsShown("Postings").Says("Unknown 1", "Rejected 1", "Posted 1", "Pending 0", "The student system did not answer in time.");
        Assert.AreEqual("Unknown 1", WebPage.Fold(page.Document.QuerySelector(".tabs a[aria-current]")!.TextContent));
        (await (await host.SignInAsync(host.Sample.Registrar)).GetAsync("/postings?state=Dead")).Says("Nothing here: needs a person");
    }

    [TestMethod]
    public async Task Postings_WithADifferenceStillOpen_SayIt()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            db.AddRange(
                new ReconciliationDifference { Kind = DifferenceKind.OnlyHere, Key = "k1", OpenKey = "k1", Sentence = "CSCI 1300 is posted here and missing there.", FirstSeenAt = SampleInstitution.Now },
                new ReconciliationDifference { Kind = DifferenceKind.OnlyHere, Key = "k2", Sentence = "Closed long ago.", FirstSeenAt = SampleInstitution.Now });
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        (await visitor.GetAsync("/postings")).Says("1 line is not the same here and in the student system");
        (await visitor.GetAsync("/reconciliation")).IsShown("Reconciliation").Says("Only here 1", "CSCI 1300 is posted here and missing there.").DoesNotSay("Closed long ago.", "Compare now");
    }

    [TestMethod]
    public async Task Postings_OfALearnerWhoseStandingDoesNotPermitIt_SayWhatTheyWaitFor()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            await db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Applicant));
            return await db.Postings.ExecuteUpdateAsync(set => set.SetProperty(posting => posting.State, PostingState.Pending).SetProperty(posting => posting.LastError, (string?)null).SetProperty(posting => posting.SisReference, (string?)null));
        });
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        (await visitor.GetAsync("/postings")).Says("Pending 3", "Held until the learner is admitted or enrolled").DoesNotSay("due ");
        (await visitor.GetAsync($"/postings/{host.Sample.Requests.Unknown.Lines[0].Posting!.Id}")).Says("Held until the learner is admitted or enrolled. Their standing is applicant.").DoesNotSay("Due again");
        (await visitor.GetAsync("/dashboard")).Says("3 postings are held: the learner is not admitted or enrolled");
    }

    [TestMethod]
    public async Task PostAgain_ARejectedPosting_QueuesItWithTheReasonInTheTrail()
    {
        using var host = new WebHost();
        var posting = host.Sample.Requests.Rejected.Lines[0].Posting!;
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync($"/postings/{posting.Id}");
        page.IsShown("CSCI 1400").Says("The student system refused it.", "The term is closed.");
        (await visitor.SubmitAsync(page, "main form")).HasStatus(200).Says("Say what was mended");
        (await visitor.SubmitAsync(page, "main form", ("Input.Why", "The term is open again."))).LeadsTo($"/postings/{posting.Id}");

        (await visitor.GetAsync($"/postings/{posting.Id}")).Says("It is queued again", "It is sent with the next batch.").Has("main form", 0);
        var entry = await host.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.SubjectId == posting.Id));
        Assert.AreEqual(("Rosa Feld", "Rejected", "Pending", "The term is open again."), (entry.ActorName, entry.Before, entry.After, entry.Why));
        (await visitor.SubmitAsync(page, "main form", ("Input.Why", "Twice."))).HasStatus(409).Says("cannot become Pending");
    }

    [TestMethod]
    public async Task PostAgain_AnUnknownPosting_IsNotOffered()
    {
        using var host = new WebHost();
        var posting = host.Sample.Requests.Unknown.Lines[0].Posting!;
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync($"/postings/{posting.Id}")).Says("only when two look-ups").Has("main form", 0);
        (await visitor.PostAsync($"/postings/{posting.Id}", ("Input.Why", "I want it."))).HasStatus(409);
    }

    [TestMethod]
    public async Task SeenThere_ARejectedPosting_CountsAsPostedWithItsReference()
    {
        using var host = new WebHost();
        var posting = host.Sample.Requests.Rejected.Lines[0].Posting!;
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync($"/postings/{posting.Id}");
        (await visitor.SubmitAsync(page, "form[action*=Seen]")).HasStatus(200).Says("Write what the student system calls it.", "Say what you saw");
        (await visitor.SubmitAsync(page, "form[action*=Seen]", ("Seen.Reference", "SHATRCR-77"), ("Seen.Why", "Entered by hand on Monday."))).LeadsTo($"/postings/{posting.Id}");
        (await visitor.GetAsync($"/postings/{posting.Id}")).Says("The student system has it.", "SHATRCR-77");
        var entry = await host.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.SubjectId == posting.Id));
        Assert.AreEqual(("Rejected", "Posted as SHATRCR-77", "Entered by hand on Monday."), (entry.Before, entry.After, entry.Why));
        (await visitor.SubmitAsync(page, "form[action*=Seen]", ("Seen.Reference", "X"), ("Seen.Why", "Twice."))).HasStatus(409);
    }

    [TestMethod]
    public async Task Reverse_AGrant_SaysWhyToEverybodyItConcerns()
    {
        using var host = new WebHost();
        var grant = host.Sample.Requests.Posted;
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/grants/{grant.Id}");
        (await visitor.SubmitAsync(page, "form[action*=Reverse]", ("Reversal.Why", ""))).HasStatus(400).Says("Say why: the learner reads it.");
        (await visitor.SubmitAsync(page, "form[action*=Reverse]", ("Reversal.Why", "The certificate was another person's."))).LeadsTo($"/grants/{grant.Id}");
        var shown = await visitor.GetAsync($"/grants/{grant.Id}");
        shown.Says("The certificate was another person's.", "reversed").Has("form[action*=Reverse]", 0);
        (await visitor.SubmitAsync(page, "form[action*=Reverse]", ("Reversal.Why", "Again."))).HasStatus(409).Says("This credit was reversed already.");
        var reversal = await host.QueryAsync(db => db.CreditGrants.SingleAsync(row => row.ReversesGrantId == grant.Id));
        (await visitor.GetAsync($"/grants/{reversal.Id}")).Says("Taken back by", "the grant as it was made").Has("form[action*=Reverse]", 0);
        Assert.IsNotNull(await host.QueryAsync(db => db.Postings.SingleOrDefaultAsync(posting => posting.ReversesPostingId == grant.Lines[0].Posting!.Id)));
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/grants/{host.Sample.Requests.Unknown.Id}")).Has("form[action*=Reverse]", 0);
    }
}
