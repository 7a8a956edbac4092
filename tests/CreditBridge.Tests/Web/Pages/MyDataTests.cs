using System.Text.Json;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Tests.Web.Support;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class MyDataTests
{
    [TestMethod]
    public async Task File_HoldsOnesOwnRecordAndNobodyElses()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        (await visitor.GetAsync("/my-data")).IsShown("My data");
        var file = await visitor.GetAsync("/my-data?handler=File");
        var json = await file.Response.Content.ReadAsStringAsync();
        using var data = JsonDocument.Parse(json);
        Assert.AreEqual("N1000001", data.RootElement.GetProperty("Learner").GetProperty("StudentNumber").GetString());
        Assert.AreEqual(2, data.RootElement.GetProperty("Credentials").GetArrayLength());
        Assert.Contains("R-2026-000101", json);
        Assert.DoesNotContain("Harrow", json);
        Assert.DoesNotContain("R-2026-000102", json);
        var page = await visitor.GetAsync("/my-data?handler=Page");
        Assert.AreEqual("attachment", page.Response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("<h2>WhereTheRecordWent</h2>", await page.Response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task Correction_IsAskedOnceAnsweredOnceAndReadByTheLearner()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var page = await visitor.GetAsync("/my-data");
        (await visitor.SubmitAsync(page, "#correction form")).HasStatus(200).Says("Say what is wrong.");
        for (var time = 0; time < 2; time++)
            (await visitor.SubmitAsync(page, "#correction form", ("Input.Text", "My name is <b>Ada</b> Lovelace."))).HasStatus(302);
        Assert.AreEqual(1, await host.QueryAsync(db => db.CorrectionAsks.CountAsync()));
        (await visitor.GetAsync("/my-data")).Says("My name is <b>Ada</b> Lovelace.", "A person will answer it.");

        var staff = await host.SignInAsync(host.Sample.Evaluator);
        var list = (await staff.GetAsync("/corrections")).IsShown("Corrections").Says("My name is <b>Ada</b> Lovelace.", "N1000001").Has("main b", 0);
        (await staff.SubmitAsync(list, "main form")).HasStatus(200).Says("Write an answer");
        (await staff.SubmitAsync(list, "main form", ("Input.Answer", "Corrected."))).HasStatus(302);
        (await staff.SubmitAsync(list, "main form", ("Input.Answer", "Corrected."))).HasStatus(409).Says("Ivo Brandt answered this already.");
        (await visitor.GetAsync("/my-data")).Says("Corrected.", "Ivo Brandt");
        Assert.AreEqual(1, await host.QueryAsync(db => db.Letters.CountAsync(letter => letter.Event == LetterEvent.CorrectionAnswered)));
    }

    [TestMethod]
    public async Task Sharing_IsAgreedTo_AndItsWithdrawalSwitchesTheLinkOff()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        await visitor.GetAsync("/my-credit");
        foreach (var on in (string[])["false", "true"])
            (await visitor.PostAsync("/my-credit?handler=Share", ("grant", host.Sample.Requests.Posted.Id.ToString()), ("on", on))).HasStatus(302);
        var page = (await visitor.GetAsync("/my-data")).Says("Whoever has the link may see my name");
        (await visitor.SubmitAsync(page, ".withdraw form")).HasStatus(302);
        (await visitor.GetAsync("/my-data")).Says("withdrawn").Has(".withdraw", 0);
        Assert.IsFalse((await host.QueryAsync(db => db.Awards.SingleAsync())).IsLinkOn);
        (await host.Visit().GetAsync($"/awards/{host.Sample.Requests.Award.Token}")).HasStatus(404);
        Assert.IsNotNull((await host.QueryAsync(db => db.Consents.SingleAsync(consent => consent.Kind == ConsentKind.Sharing))).WithdrawnAt);
    }

    [TestMethod]
    public async Task AwardByItsLink_IsDisclosedOnceAnHour()
    {
        using var host = new WebHost();
        for (var look = 0; look < 3; look++)
            (await host.Visit().GetAsync($"/awards/{host.Sample.Requests.Award.Token}")).HasStatus(200);
        Assert.AreEqual(1, await host.QueryAsync(db => db.DisclosureEntries.CountAsync()));
        host.Time.Advance(TimeSpan.FromMinutes(61));
        await host.Visit().GetAsync($"/awards/{host.Sample.Requests.Award.Token}");
        Assert.AreEqual(2, await host.QueryAsync(db => db.DisclosureEntries.CountAsync()));
        (await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-data")).Says("Whoever has the link", "Award looked at by its link");
    }

    [TestMethod]
    public async Task Disclosures_AreNarrowedAndTheirWorkbookIsADisclosureToo()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            foreach (var (learner, recipient) in ((Guid, string)[])[(host.Sample.Ada.Id, "Student system"), (host.Sample.Ben.Id, "=HYPERLINK(\"https://evil.example\")")])
                db.Add(new DisclosureEntry { LearnerId = learner, At = SampleInstitution.Now.AddDays(-1), Recipient = recipient, Purpose = "Posting", What = "Credits", ActorName = "The night" });
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Auditor);
        Assert.HasCount(2, (await visitor.GetAsync("/disclosures")).IsShown("Disclosures").Rows());
        Assert.HasCount(1, (await visitor.GetAsync("/disclosures?q=N1000001")).Rows());
        (await visitor.GetAsync("/disclosures?from=2026-11-24")).Says("No disclosure matches these filters");
        await visitor.GetAsync("/disclosures");
        var file = await visitor.PostAsync("/disclosures?handler=Workbook");
        using var workbook = new XLWorkbook(await file.Response.Content.ReadAsStreamAsync());
        var cell = workbook.Worksheet("Disclosures").CellsUsed().Single(cell => cell.GetString().Contains("HYPERLINK", StringComparison.Ordinal));
        Assert.IsFalse(cell.HasFormula);
        Assert.AreEqual(2, await host.QueryAsync(db => db.DisclosureEntries.CountAsync(entry => entry.Purpose == "Workbook of disclosures")));
    }

    [TestMethod]
    public async Task WhoWorkedOnIt_NamesPeopleAndRoles_NotTheLearner()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            db.Add(AuditEntry.Of(new Actor("Ivo Brandt", Role.Evaluator), SampleInstitution.Now, "Line Approved", "RequestLine", host.Sample.Requests.Waiting.Lines[0].Id));
            db.Add(AuditEntry.Of(new Actor("Ivo Brandt", Role.Evaluator), SampleInstitution.Now, "Something of Ben's", "CreditRequest", host.Sample.Requests.WithChoice.Id));
            db.Add(AuditEntry.Of(new Actor("Ada Quist", Role.Learner), SampleInstitution.Now, "Credit asked for", "CreditRequest", host.Sample.Requests.Waiting.Id));
            return await db.SaveChangesAsync();
        });
        (await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-data")).Says("Ivo Brandt, evaluator", "Line Approved").DoesNotSay("Something of Ben's", "Credit asked for");
    }
}
