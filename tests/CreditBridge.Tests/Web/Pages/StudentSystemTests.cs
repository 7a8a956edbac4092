using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Codes;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class StudentSystemTests
{
    [TestMethod]
    public async Task Test_FolderIsThere_SaysThatItWorksAndSendsNothing()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/student-system");
        page.IsShown("Student system").Says("FlatFile", "never sent blindly a second time", "2026FA");
        (await visitor.SubmitAsync(page, "form[action*=Test]")).HasStatus(200).Says("It works");
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(host.DataFolder, "outbox")), "A test must leave nothing behind.");
    }

    [TestMethod]
    public async Task Test_FolderCannotBeWritten_SaysWhy()
    {
        using var host = new WebHost();
        await File.WriteAllTextAsync(Path.Combine(host.DataFolder, "outbox"), "in the way");
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/student-system");
        (await visitor.SubmitAsync(page, "form[action*=Test]")).HasStatus(200).Says("The test failed.", "The file could not be written").DoesNotSay("It works");
    }

    [TestMethod]
    public async Task Codes_Saved_AreUsedKeptInTheTrailAndTheGapIsShown()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync("/student-system/codes?kind=Source");
        page.IsShown("Codes").Says("Ours").DoesNotSay("Missing");
        var partners = await host.QueryAsync(db => db.Partners.OrderBy(partner => partner.Code).Select(partner => partner.Code).Take(2).ToListAsync());
        (await visitor.PostAsync("/student-system/codes?kind=Source", ("Ours", partners[0]), ("Theirs", " 001234 "))).LeadsTo("/student-system/codes?kind=Source");
        (await visitor.GetAsync("/student-system/codes?kind=Source")).Says("001234", "Missing: it waits");
        var code = await host.QueryAsync(db => db.SisCodes.SingleAsync());
        Assert.AreEqual((CodeKind.Source, partners[0], "001234"), (code.Kind, code.Ours, code.Theirs));
        Assert.AreEqual("001234", (await host.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.SubjectId == code.Id))).After);

        (await visitor.PostAsync("/student-system/codes?kind=Source", ("Ours", partners[0]), ("Theirs", new string('9', 41)))).HasStatus(400).Says("at most 40 signs");
        (await visitor.PostAsync("/student-system/codes?kind=Source", ("Ours", partners[0]), ("Theirs", ""))).LeadsTo("/student-system/codes?kind=Source");
        Assert.AreEqual(0, await host.QueryAsync(db => db.SisCodes.CountAsync()));
    }

    [TestMethod]
    public async Task Codes_WhoMayOnlyLook_SeesNoButtonAndIsRefused()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        (await visitor.GetAsync("/student-system/codes?kind=Source")).IsShown("Codes").Has("main form button", 0);
        (await visitor.PostAsync("/student-system/codes?kind=Source", ("Ours", "acme"), ("Theirs", "1"))).HasStatus(403);
    }

    [TestMethod]
    public async Task Batches_PostedByFile_AreListedAndLeadToTheirPostings()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync("/postings/batches")).IsShown("Batches").Says("credit-20261123-0011223344556677.csv");
        var page = await visitor.GetAsync("/postings?batch=credit-20261123-0011223344556677.csv");
        page.IsShown("Postings").Says("CSCI 1300").DoesNotSay("CSCI 1400");
        (await visitor.GetAsync("/postings?batch=no-such-file")).Says("Nothing here");
    }

    [TestMethod]
    public async Task Posting_ItsLife_ShowsMovesAndCalls()
    {
        using var host = new WebHost();
        var posting = host.Sample.Requests.Rejected.Lines[0].Posting!;
        await host.QueryAsync(async db =>
        {
            db.PostingExchanges.Add(new PostingExchange { PostingId = posting.Id, At = SampleInstitution.Now, Call = "POST /credits", Sent = "<EMPLID>…03</EMPLID>", Answer = "200 application/xml\n<CODE>ERROR</CODE>", Milliseconds = 42 });
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await visitor.GetAsync($"/postings/{posting.Id}");
        (await visitor.PostAsync($"/postings/{posting.Id}", ("Input.Why", "The term is open now."))).LeadsTo($"/postings/{posting.Id}");
        (await visitor.GetAsync($"/postings/{posting.Id}")).Says("Posting queued again: Rejected → Pending", "The term is open now.", "POST /credits → 200 application/xml", "<CODE>ERROR</CODE>", "42 ms");
    }
}
