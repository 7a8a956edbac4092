using CreditBridge.Core.Grants;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class RequestTests
{
    [TestMethod]
    public async Task List_ShowsWhatWaits_AndOnItsTabWhatIsDecided()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var waiting = (await visitor.GetAsync("/requests")).IsShown("Requests").Rows();
        Assert.HasCount(2, waiting);
        Assert.AreEqual("2 of 2", waiting.Single(row => row[0] == "R-2026-000101")[3]);
        Assert.HasCount(4, (await visitor.GetAsync("/requests?show=Decided")).DoesNotSay("Waiting since").Rows());
        Assert.HasCount(1, (await visitor.GetAsync("/requests?show=All&q=R-2026-000090")).Rows());
        (await visitor.GetAsync("/requests?q=nobody")).Says("No request matches");
    }

    [TestMethod]
    public async Task Approve_EachLine_DecidesTheRequestAndGrantsTheCredit()
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.Waiting;
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        foreach (var line in request.Lines)
        {
            var page = await visitor.GetAsync($"/requests/{request.Id}");
            (await visitor.SubmitAsync(page, $"#line-{line.Id} form", ("Input.Decision", "Approve"))).LeadsTo($"/requests/{request.Id}");
        }

        var after = await visitor.GetAsync($"/requests/{request.Id}");
        after.IsShown("Request R-2026-000101").Says("approved. Next request", "Every line is decided.", "Approved by Ivo Brandt").Has("main form", 0);
        var grant = await host.QueryAsync(db => db.CreditGrants.Include(grant => grant.Lines).SingleAsync(grant => grant.RequestId == request.Id));
        Assert.AreEqual("Ivo Brandt", grant.ApprovedBy);
        Assert.HasCount(2, grant.Lines);
    }

    [TestMethod]
    public async Task Approve_ALineWithAChoice_GivesTheCourseChosen()
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.WithChoice;
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = await visitor.GetAsync($"/requests/{request.Id}");
        page.Says("ART 105 or ART 106");
        (await visitor.SubmitAsync(page, "form[data-decide]", ("Input.Decision", "Approve"), ("Input.Choice", "o2"))).HasStatus(302);
        (await visitor.GetAsync($"/requests/{request.Id}")).Says("ART 106: approved. Next request", "Approved by Rosa Feld").DoesNotSay("ART 105").Has($"[role=status] a[href='/requests/{host.Sample.Requests.Waiting.Id}']", 1);
    }

    [TestMethod]
    public async Task Approve_ALineWithAChoiceAndNothingChosen_IsRefusedWithWordsAtTheField()
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.WithChoice;
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/requests/{request.Id}"), "form[data-decide]", ("Input.Decision", "Approve"), ("Input.Sentence", "Well done."));
        answer.HasStatus(400).Says("Choose one of the awards this line offers", "Well done.").Has("a[href='#Input_Choice']", 1).Has("#Input_Choice ~ .field-validation-error", 1);
        Assert.StartsWith("Error: ", answer.Title);
    }

    [TestMethod]
    [DataRow("4", "", "#Input_Sentence", "Other credits than the rule gives need a sentence")]
    [DataRow("0", "Not worth it.", "#Input_Credits", "Say how many credits it is worth")]
    public async Task Approve_WithOtherCreditsThatCannotStand_IsRefusedWithWordsAtTheField(string credits, string sentence, string field, string words)
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.Waiting;
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/requests/{request.Id}"), "form[data-decide]", ("Input.Decision", "Approve"), ("Input.Credits", credits), ("Input.Sentence", sentence));
        answer.HasStatus(400).Says(words).Has($"a[href='{field}']", 1).Has($"{field} ~ .field-validation-error", 1).Has($"#Input_Credits[value='{credits}']", 1);
    }

    [TestMethod]
    public async Task Request_ARuleDecided_SaysWhichAndIsNoPrecedent()
    {
        using var host = new WebHost();
        await host.QueryAsync(db => db.CreditGrants.Where(grant => grant.Id == host.Sample.Requests.Posted.Id).ExecuteUpdateAsync(set => set.SetProperty(grant => grant.IsAutomatic, true)));
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        (await visitor.GetAsync($"/requests/{host.Sample.Requests.Posted.RequestId}")).Says("Approved by rule EQ-00042, which Ivo Brandt approved");
        (await visitor.GetAsync($"/requests/{host.Sample.Requests.Waiting.Id}")).Says("2 approved, 1 declined");
    }

    [TestMethod]
    public async Task Request_WithAReasonSaidTwice_ListsItOnce()
    {
        using var host = new WebHost();
        var id = host.Sample.Requests.WithChoice.Id;
        await host.QueryAsync(db => db.RequestLines.Where(line => line.RequestId == id).ExecuteUpdateAsync(set => set.SetProperty(line => line.ReviewReason, "The review is provisional. A choice is open. The review is provisional.")));
        var page = await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/requests/{id}");
        Assert.HasCount(1, page.Document.QuerySelectorAll(".sentences li").Where(sentence => sentence.TextContent == "The review is provisional."));
        Assert.HasCount(1, page.Document.QuerySelectorAll(".sentences li").Where(sentence => sentence.TextContent == "A choice is open."));
    }

    [TestMethod]
    public async Task Decline_WithoutReasonOrSentence_IsRefusedWithWordsAtTheFields()
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.Waiting;
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/requests/{request.Id}");
        var answer = await visitor.SubmitAsync(page, $"#line-{request.Lines[1].Id} form", ("Input.Decision", "Decline"));

        answer.HasStatus(400).Says("Choose a reason for declining.", "Write the sentence the learner will read.");
        Assert.StartsWith("Error: ", answer.Title);
        foreach (var link in answer.Document.QuerySelectorAll("[role=alert] a"))
            answer.Has($"#line-{request.Lines[1].Id} [id='{link.GetAttribute("href")![1..]}']", 1);
        answer.Has($"#line-{request.Lines[1].Id} input[value=Decline][checked]", 1).Has($"#line-{request.Lines[0].Id} input[checked]", 0);
        Assert.IsTrue(await host.QueryAsync(db => db.RequestLines.Where(line => line.RequestId == request.Id).AllAsync(line => line.State == LineState.Open)));
    }

    [TestMethod]
    public async Task Decline_WithReasonAndSentence_IsShownWithBoth()
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.Waiting;
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/requests/{request.Id}");
        await visitor.SubmitAsync(page, "form[data-decide]", ("Input.Decision", "Decline"), ("Input.Code", "OutOfDate"), ("Input.Sentence", "<b>Too old</b> for this course."));
        var after = await visitor.GetAsync($"/requests/{request.Id}");
        after.Says("Declined by Ivo Brandt", "It is too old.", "<b>Too old</b> for this course.").Has("blockquote b", 0);
    }

    [TestMethod]
    public async Task Decide_ALineSomebodyElseDecided_Is409AndNamesWho()
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.WithChoice;
        var first = await host.SignInAsync(host.Sample.Evaluator);
        var second = await host.SignInAsync(host.Sample.Registrar);
        var seenByFirst = await first.GetAsync($"/requests/{request.Id}");
        var seenBySecond = await second.GetAsync($"/requests/{request.Id}");
        (await first.SubmitAsync(seenByFirst, "form[data-decide]", ("Input.Decision", "Approve"), ("Input.Choice", "o1"))).HasStatus(302);

        var late = await second.SubmitAsync(seenBySecond, "form[data-decide]", ("Input.Decision", "Decline"), ("Input.Code", "OutOfDate"), ("Input.Sentence", "No."));
        late.HasStatus(409).Says("Your decision was not taken", "Ivo Brandt decided this line already", "Approved by Ivo Brandt", "You had written: ‘No.’").Has("main form", 0);
        Assert.StartsWith("Error: ", late.Title);
    }

    [TestMethod]
    public async Task Approve_CreditTheLearnerAlreadyHolds_Is409AndTheLineStaysOpen()
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.WithChoice;
        await host.QueryAsync(async db =>
        {
            var line = await db.GrantLines.AsTracking().FirstAsync(line => line.CourseCode == "CSCI 1400");
            var held = CourseEntitlement.Of(host.Sample.Ben.Id, "ART 105");
            line.Entitlements.Add(held);
            db.Entry(held).State = EntityState.Added;
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/requests/{request.Id}");
        var answer = await visitor.SubmitAsync(page, "form[data-decide]", ("Input.Decision", "Approve"), ("Input.Choice", "o1"));
        answer.HasStatus(409).Says("Your decision was not taken", "holds this credit already").Has("main form[data-decide]", 1);
    }

    [TestMethod]
    public async Task Decide_ALineOfAnotherRequest_IsNotFound()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/requests/{host.Sample.Requests.Waiting.Id}");
        var answer = await visitor.SubmitAsync(page, "form[data-decide]", ("Input.Decision", "Approve"), ("Input.LineId", host.Sample.Requests.WithChoice.Lines[0].Id.ToString()));
        answer.HasStatus(404);
    }

    [TestMethod]
    public async Task Request_SeenByAnAuditor_HasNoControls()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Auditor)).GetAsync($"/requests/{host.Sample.Requests.Waiting.Id}");
        page.IsShown("Request R-2026-000101").Says("Score 82 of 100 is at least 70.", "The partner's review is provisional.", "This line waits for an evaluator.").Has("main form, main button, main input", 0);
    }

    [TestMethod]
    public async Task Request_WhoseEvidenceChangedSince_SaysSo()
    {
        using var host = new WebHost();
        var id = host.Sample.Credentials[0].Id;
        await host.QueryAsync(db => db.Credentials.Where(credential => credential.Id == id).ExecuteUpdateAsync(set => set.SetProperty(credential => credential.PayloadSha256, new string('b', 64))));
        var page = await (await host.SignInAsync(host.Sample.Evaluator)).GetAsync($"/requests/{host.Sample.Requests.Waiting.Id}");
        page.Says("The record has changed at the source since this line was opened.", "Decided by people before, under the same rule", "3 approved, 1 declined");
    }
}
