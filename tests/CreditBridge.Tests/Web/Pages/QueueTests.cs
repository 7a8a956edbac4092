using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class QueueTests
{
    [TestMethod]
    public async Task Filters_NarrowTheListAndStandAsChips()
    {
        using var host = new WebHost();
        await host.QueryAsync(db => db.Learners.Where(learner => learner.Id == host.Sample.Ben.Id).ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Population, Population.Veteran)));
        await host.QueryAsync(db => db.CreditRequests.Where(request => request.Id == host.Sample.Requests.Waiting.Id).ExecuteUpdateAsync(set => set.SetProperty(request => request.PromisedOn, new DateOnly(2026, 11, 20))));
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        Assert.AreEqual("R-2026-000102", (await visitor.GetAsync("/requests?population=Veteran")).Has(".chip", 1).Rows().Single()[0]);
        (await visitor.GetAsync("/requests?overdue=true")).Says("4 days late").Has("small.late", 1);
        Assert.HasCount(1, (await visitor.GetAsync("/requests?overdue=true&unassigned=true")).Has(".chip", 2).Rows());
        Assert.HasCount(2, (await visitor.GetAsync("/requests?partner=harbor&department=CS")).Rows());
        (await visitor.GetAsync("/requests?partner=meridian")).Says("No request matches");
        Assert.AreEqual("R-2026-000102", (await visitor.GetAsync("/requests?sort=learner")).Rows()[0][0]);
        foreach (var tab in new[] { "Mine", "WithFaculty", "WithLearner", "Appeals" })
            Assert.IsEmpty((await visitor.GetAsync($"/requests?show={tab}")).IsShown("Requests").Rows());
    }

    [TestMethod]
    public async Task View_Kept_OpensTheSameListAndCanBeRemovedByItsOwnerOnly()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var form = await visitor.GetAsync("/requests/views?show=All&q=Harrow");
        (await visitor.SubmitAsync(form, "form[action='/requests/views']", ("Name", "<b>Harrows</b>"))).LeadsTo("/requests?show=All&q=Harrow");
        (await visitor.GetAsync("/requests")).Says("<b>Harrows</b>").Has("main a[href='/requests?show=All&q=Harrow']", 1);
        (await visitor.SubmitAsync(form, "form[action='/requests/views']", ("Name", " "))).HasStatus(400).Says("Give the view a name.");
        (await visitor.SubmitAsync(form, "form[action='/requests/views']", ("Name", "x"), ("List", "//evil.example"))).HasStatus(400);

        var id = await host.QueryAsync(db => db.SavedViews.Select(view => view.Id).SingleAsync());
        var other = await host.SignInAsync(host.Sample.Registrar);
        (await other.GetAsync("/requests/views")).DoesNotSay("Harrows");
        await other.PostAsync("/requests/views?handler=Remove", ("id", id.ToString()));
        Assert.AreEqual(1, await host.QueryAsync(db => db.SavedViews.CountAsync()));
        await visitor.GetAsync("/requests/views");
        await visitor.PostAsync("/requests/views?handler=Remove", ("id", id.ToString()));
        Assert.AreEqual(0, await host.QueryAsync(db => db.SavedViews.CountAsync()));
    }

    [TestMethod]
    public async Task Assign_TheChosenOnes_SaysHowManyFirst()
    {
        using var host = new WebHost();
        var (first, second) = (host.Sample.Requests.Waiting.Id, host.Sample.Requests.WithChoice.Id);
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync("/requests")).Has("input[form=bulk]", 2);
        var page = await visitor.GetAsync($"/requests/assign?id={first}&id={second}");
        page.Says("Assign these 2 requests");
        (await visitor.PostAsync("/requests/assign", ("id", first.ToString()), ("id", second.ToString()), ("To", host.Sample.Evaluator.Id.ToString()))).LeadsTo("/requests");
        (await visitor.GetAsync("/requests")).Says("2 requests are assigned.");
        Assert.HasCount(2, (await (await host.SignInAsync(host.Sample.Evaluator)).GetAsync("/requests?show=Mine")).Has("input[form=bulk]", 0).Rows());
        await visitor.GetAsync("/requests");
        (await visitor.PostAsync("/requests/assign", ("id", first.ToString()), ("To", host.Sample.Faculty.Id.ToString()))).HasStatus(409).Says("does not decide requests");
    }

    [TestMethod]
    public async Task Claim_OfWhatSomebodyElseHas_AsksASecondTime()
    {
        using var host = new WebHost();
        var id = host.Sample.Requests.Waiting.Id;
        var first = await host.SignInAsync(host.Sample.Evaluator);
        await first.GetAsync($"/requests/{id}");
        (await first.PostAsync($"/requests/{id}/act", ("What", "Claim"))).LeadsTo($"/requests/{id}");
        var second = await host.SignInAsync(host.Sample.Registrar);
        (await second.GetAsync($"/requests/{id}")).Says("Being looked at by Ivo Brandt.");
        var asked = await second.PostAsync($"/requests/{id}/act", ("What", "Claim"));
        asked.HasStatus(409).Says("Ivo Brandt is looking at it.").Has("button[value=TakeOver]", 1);
        (await second.PostAsync($"/requests/{id}/act", ("What", "TakeOver"))).HasStatus(302);
        (await second.GetAsync($"/requests/{id}")).Says("You are looking at it.", "Taken over from Ivo Brandt.");
    }

    [TestMethod]
    public async Task Ask_WithoutWords_KeepsThePageAndWithThem_WaitsForTheLearner()
    {
        using var host = new WebHost();
        var id = host.Sample.Requests.Waiting.Id;
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        (await visitor.GetAsync($"/requests/{id}/act?what=Ask")).IsShown("Ask the learner for more");
        (await visitor.PostAsync($"/requests/{id}/act", ("What", "Ask"), ("Text", " "))).HasStatus(409).Has("a[href='#Text']", 1);
        (await visitor.PostAsync($"/requests/{id}/act", ("What", "Ask"), ("Text", "<script>alert(1)</script>"))).HasStatus(302);
        (await visitor.GetAsync($"/requests/{id}")).Says("The learner was asked for more", "<script>alert(1)</script>").Has("main script", 0).Has("form[data-decide]", 0);
    }

    [TestMethod]
    public async Task Decline_WithACodeAlone_OffersItsSentenceToBeRead()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/requests/{host.Sample.Requests.Waiting.Id}");
        var answer = await visitor.SubmitAsync(page, "form[data-decide]", ("Input.Decision", "Decline"), ("Input.Code", "LevelTooLow"));
        answer.HasStatus(400).Says("Read this sentence");
        Assert.AreEqual("What you learned is below the level of this course.", answer.Document.QuerySelector("#Input_Sentence")!.TextContent);
    }

    [TestMethod]
    public async Task Approve_DifferentlyThenNext_IsShownSoAndOpensTheNext()
    {
        using var host = new WebHost();
        var request = host.Sample.Requests.WithChoice;
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var page = await visitor.GetAsync($"/requests/{request.Id}");
        var refused = await visitor.SubmitAsync(page, "form[data-decide]", ("Input.Decision", "Approve"), ("Input.Choice", "o1"), ("Input.OtherCourse", "CSCI 2200"));
        refused.HasStatus(400).Says("needs a sentence that says why").Has("details[open] #Input_OtherCourse[value='CSCI 2200']", 1);
        (await visitor.SubmitAsync(page, "form[data-decide]", ("Input.Decision", "Approve"), ("Input.Choice", "o1"), ("Input.OtherCourse", "CSCI 2200"), ("Input.Sentence", "It is closer."), ("Input.Next", "true")))
            .LeadsTo($"/requests/{host.Sample.Requests.Waiting.Id}");
        (await visitor.GetAsync($"/requests/{request.Id}")).Says("CSCI 2200", "Approved differently");
    }

    [TestMethod]
    public async Task Faculty_SeesItsDepartmentOnlyAndAnswersFromOnePage()
    {
        using var host = new WebHost();
        var id = host.Sample.Requests.Waiting.Id;
        var office = await host.SignInAsync(host.Sample.Evaluator);
        await office.GetAsync($"/requests/{id}");
        (await office.PostAsync($"/requests/{id}/act", ("What", "Faculty"), ("Department", "CS"), ("Text", "Is the lab enough?"))).HasStatus(302);

        var faculty = await host.SignInAsync(host.Sample.Faculty);
        var page = await faculty.GetAsync("/department");
        page.IsShown("Waiting for the department").Says("Ivo Brandt: To Computer Science: Is the lab enough?");
        (await faculty.SubmitAsync(page, "form[data-decide]")).LeadsTo("/department");
        page = await faculty.GetAsync("/department");
        (await faculty.SubmitAsync(page, "form[action*='Return']", ("Input.Reason", ""))).HasStatus(409).Says("Say why it goes back");
        (await faculty.SubmitAsync(page, "form[action*='Return']", ("Input.Reason", "No elective of ours."))).LeadsTo("/department");
        (await faculty.GetAsync("/department")).Says("Nothing waits for your department");
        (await office.GetAsync($"/requests/{id}")).Says("Came back from faculty: No elective of ours.", "Approved by Prof. Nadia Osei");

        await host.QueryAsync(db => db.Users.Where(user => user.Id == host.Sample.Faculty.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.DepartmentCode, "ART")));
        (await faculty.GetAsync($"/requests/{id}")).HasStatus(404);
        var file = new Attachment { RequestId = id, Name = "syllabus.pdf", MediaType = "application/pdf", Bytes = 1, Sha256 = "00", StoredAs = "none", AddedAt = SampleInstitution.Now, AddedBy = "Ada Quist" };
        await host.QueryAsync(async db =>
        {
            db.Add(file);
            return await db.SaveChangesAsync();
        });
        (await faculty.GetAsync($"/requests/{id}/files/{file.Id}")).HasStatus(404);
        Assert.IsEmpty((await faculty.GetAsync("/requests?show=All")).Rows());
    }

    [TestMethod]
    public async Task Alike_IsLookedAtThenDecidedWithItsCount()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            var one = new CreditRequest { Number = "R-2026-000777", LearnerId = host.Sample.Ben.Id, Origin = RequestOrigin.Night, OpenedAt = SampleInstitution.Now.AddDays(-1) };
            var like = host.Sample.Requests.Waiting.Lines[0];
            one.Lines.Add(new RequestLine
            {
                RuleVersionId = like.RuleVersionId,
                RuleCode = like.RuleCode,
                AwardLineId = like.AwardLineId,
                Kind = like.Kind,
                CourseCode = like.CourseCode,
                CourseLevel = like.CourseLevel,
                Credits = like.Credits,
                Explanation = like.Explanation,
                ReviewReason = like.ReviewReason,
                Evidence = [.. like.Evidence],
                UseKeys = ["harbor:h-777"],
            });
            one.Submit(one.OpenedAt, DateOnly.FromDateTime(one.OpenedAt).AddDays(14));
            db.Add(one);
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Evaluator);
        var list = await visitor.GetAsync("/requests/alike");
        Assert.HasCount(1, list.Rows());
        var address = list.Document.QuerySelector("tbody a")!.GetAttribute("href")!;
        var group = await visitor.GetAsync(address);
        group.Has("input[name='Input.Line'][checked]", 2);
        var look = await visitor.SubmitAsync(group, "main form", ("Input.Decision", "Decline"), ("Input.Code", "OutOfDate"), ("Input.Sentence", "Too old by now."),
            ("Input.Line", group.Document.QuerySelector("input[name='Input.Line']")!.GetAttribute("value")!));
        look.HasStatus(200).Says("Decline this line", "Too old by now.");
        Assert.IsTrue(await host.QueryAsync(db => db.RequestLines.CountAsync(line => line.DecisionSentence == "Too old by now.")) == 0);
        (await visitor.SubmitAsync(look, "main form")).HasStatus(200).Says("One line is decided");
        Assert.AreEqual(1, await host.QueryAsync(db => db.RequestLines.CountAsync(line => line.DecisionSentence == "Too old by now.")));
        (await visitor.SubmitAsync(look, "main form")).Says("0 lines are decided, 1 not", "Ivo Brandt decided this line already");
    }

    [TestMethod]
    public async Task Clocks_PromiseAndHolidays_AreSetOnOnePage()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await visitor.GetAsync("/clocks");
        (await visitor.PostAsync("/clocks?handler=Promise", ("Population", "Veteran"), ("Length", "2"), ("Unit", "Terms"))).HasStatus(302);
        (await visitor.PostAsync("/clocks?handler=Promise", ("Population", "Transfer"), ("Length", "0"), ("Unit", "Days"))).HasStatus(400).Has("a[href='#length-Transfer']", 1);
        (await visitor.PostAsync("/clocks?handler=Holidays", ("Pasted", "2026-12-25 Christmas\nnonsense"))).HasStatus(400).Says("Line 2 does not begin with a date");
        (await visitor.PostAsync("/clocks?handler=Holidays", ("Pasted", "2026-12-25 Christmas"))).HasStatus(302);
        var page = await visitor.GetAsync("/clocks");
        Assert.AreEqual("Christmas", page.Rows().Single()[1]);
        page.Has("#length-Veteran[value='2']", 1);
    }

    [TestMethod]
    public async Task Statistics_CountWhatPeopleDecided()
    {
        using var host = new WebHost();
        var page = await (await host.SignInAsync(host.Sample.Auditor)).GetAsync("/requests/statistics");
        page.IsShown("Turnaround").Says("By month", "EQ-00042");
        Assert.AreEqual("4", page.Rows()[0][1]);
    }
}
