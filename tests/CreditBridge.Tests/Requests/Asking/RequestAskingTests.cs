using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Requests.Asking;

[TestClass]
public sealed class RequestAskingTests
{
    private static readonly Actor Ada = new("Ada Learner", Role.Learner, Guid.CreateVersion7());

    [TestMethod]
    public async Task Ask_WhereARuleFits_AsksForItsAwardsAndGrantsNothing()
    {
        await using var bridge = await EarnedAsync("advanced");
        var (learner, credential) = await AdaAsync(bridge);
        var asked = await AskAsync<AskAnswer.Asked>(bridge, learner, credential);
        var request = await RequestAsync(bridge, asked.RequestId);
        Assert.AreEqual((RequestState.Submitted, RequestOrigin.Learner), (request.State, request.Origin));
        Assert.AreEqual(("EQ-00002", "CHEM 1311", 3m), (request.Lines.Single().RuleCode, request.Lines.Single().CourseCode, request.Lines.Single().Credits));
        Assert.AreEqual(new DateOnly(2026, 12, 24), request.PromisedOn, "30 days after the institution's 24 November.");
        Assert.AreEqual(new DateOnly(2026, 12, 8), request.TurnDueOn, "Ten working days.");
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
        var entry = request.Entries.Single();
        Assert.AreEqual((RequestEntryKind.Submitted, "Why not?", true), (entry.Kind, entry.Text, entry.IsForLearner));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Letters.CountAsync(letter => letter.Event == LetterEvent.RequestReceived && letter.RequestId == request.Id)));
        Assert.AreEqual(ConsentKind.Evaluation, (await bridge.DbAsync(db => db.Consents.SingleAsync())).Kind);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.AuditEntries.CountAsync(audit => audit.Action == "Credit asked for" && audit.SubjectId == request.Id)));
    }

    [TestMethod]
    public async Task Ask_WhereTheRuleIsAutomatic_StillWaitsForAPerson()
    {
        await using var bridge = await EarnedAsync("basics");
        var (learner, credential) = await AdaAsync(bridge);
        var request = await RequestAsync(bridge, (await AskAsync<AskAnswer.Asked>(bridge, learner, credential)).RequestId);
        Assert.AreEqual(("EQ-00001", "You asked for it: a person confirms it."), (request.Lines.Single().RuleCode, request.Lines.Single().ReviewReason));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
    }

    [TestMethod]
    public async Task Ask_WithoutARule_AsksAPersonToLook()
    {
        await using var bridge = await EarnedAsync("unheard-of");
        var (learner, credential) = await AdaAsync(bridge);
        var line = (await RequestAsync(bridge, (await AskAsync<AskAnswer.Asked>(bridge, learner, credential, course: " math 1431 ")).RequestId)).Lines.Single();
        Assert.AreEqual((null, "", AwardKind.Course, "MATH 1431", 3m), (line.RuleVersionId, line.RuleCode, line.Kind, line.CourseCode, line.Credits));
        Assert.AreEqual(credential, line.Evidence.Single().CredentialId);
        CollectionAssert.AreEqual(new[] { "MATH 1431" }, line.CourseGroups);
    }

    [TestMethod]
    public async Task Ask_AfterAnOfferThatLapsed_IsTaken()
    {
        await using var bridge = await EarnedAsync("basics");
        var (learner, credential) = await AdaAsync(bridge);
        await bridge.InScopeAsync<OfferPolicy>(policy => policy.SetAsync(14, false, "The senate decided so.", TestBridge.Registrar, CancellationToken.None));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(row => row.EvaluationDueAt, DateTime.UtcNow)));
        await bridge.NightAsync();
        await AskAsync<AskAnswer.AskedBefore>(bridge, learner, credential);
        bridge.Time.Advance(TimeSpan.FromDays(15));
        await bridge.NightAsync();
        Assert.AreEqual(GrantState.Lapsed, await bridge.DbAsync(db => db.CreditGrants.Select(grant => grant.State).SingleAsync()));
        await AskAsync<AskAnswer.Asked>(bridge, learner, credential);
    }

    [TestMethod]
    public async Task Ask_BelowTheLimit_SaysWhatTheRuleSays()
    {
        await using var bridge = await EarnedAsync("advanced", result: "55");
        var (learner, credential) = await AdaAsync(bridge);
        var line = (await RequestAsync(bridge, (await AskAsync<AskAnswer.Asked>(bridge, learner, credential)).RequestId)).Lines.Single();
        Assert.IsNull(line.RuleVersionId);
        Assert.Contains("EQ-00002", line.Explanation);
        Assert.Contains("55", line.Explanation);
    }

    [TestMethod]
    public async Task Ask_UnknownCourse_IsSaidAndNothingIsStored()
    {
        await using var bridge = await EarnedAsync("unheard-of");
        var (learner, credential) = await AdaAsync(bridge);
        Assert.Contains("PHIL 9999", (await AskAsync<AskAnswer.UnknownCourse>(bridge, learner, credential, course: "PHIL 9999")).Sentence);
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditRequests.CountAsync()));
    }

    [TestMethod]
    public async Task Ask_SomebodyElsesCredential_IsNull()
    {
        await using var bridge = await EarnedAsync("advanced");
        var (_, credential) = await AdaAsync(bridge);
        var ben = await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S2").Select(learner => learner.Id).SingleAsync());
        Assert.IsNull(await bridge.InScopeAsync<RequestAsking, AskAnswer?>(asking => asking.AskAsync(ben, Form(credential), Ada, CancellationToken.None)));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditRequests.CountAsync()));
    }

    [TestMethod]
    public async Task Ask_Again_SaysThatAPersonLooksAlready()
    {
        await using var bridge = await EarnedAsync("unheard-of");
        var (learner, credential) = await AdaAsync(bridge);
        var number = (await AskAsync<AskAnswer.Asked>(bridge, learner, credential)).Number;
        Assert.AreEqual($"Acme unheard-of is in request {number} already, and a person looks at it.", (await AskAsync<AskAnswer.AskedBefore>(bridge, learner, credential)).Sentences.Single());
    }

    [TestMethod]
    public async Task Ask_AfterANo_OnTheSameEvidence_PointsToTheAppeal()
    {
        await using var bridge = await EarnedAsync("unheard-of");
        var (learner, credential) = await AdaAsync(bridge);
        await DeclineAsync(bridge, (await AskAsync<AskAnswer.Asked>(bridge, learner, credential)).RequestId);
        Assert.Contains("nothing in it has changed since. If you think otherwise, appeal there.", (await AskAsync<AskAnswer.AskedBefore>(bridge, learner, credential)).Sentences.Single());

        await bridge.DbAsync(db => db.Credentials.ExecuteUpdateAsync(set => set.SetProperty(row => row.PayloadSha256, new string('f', 64))));
        await AskAsync<AskAnswer.Asked>(bridge, learner, credential);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Ask_TheSameFormTenTimesAtOnce_AsksOnce(DatabaseProvider provider)
    {
        await using var bridge = await EarnedAsync("unheard-of", provider: provider);
        var (learner, credential) = await AdaAsync(bridge);
        var form = Form(credential);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => bridge.InScopeAsync<RequestAsking, AskAnswer?>(asking => asking.AskAsync(learner, form, Ada, CancellationToken.None)))));
        Assert.HasCount(1, answers.Cast<AskAnswer.Asked>().Select(answer => answer.RequestId).Distinct().ToList());
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditRequests.CountAsync()));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Ask_TenFormsForOneCredentialAtOnce_AsksOnce(DatabaseProvider provider)
    {
        await using var bridge = await EarnedAsync("unheard-of", provider: provider);
        var (learner, credential) = await AdaAsync(bridge);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => bridge.InScopeAsync<RequestAsking, AskAnswer?>(asking => asking.AskAsync(learner, Form(credential), Ada, CancellationToken.None)))));
        Assert.AreEqual(1, answers.Count(answer => answer is AskAnswer.Asked));
        Assert.AreEqual(9, answers.Count(answer => answer is AskAnswer.AskedBefore));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.RequestLines.CountAsync()));
    }

    [TestMethod]
    public async Task Message_Twice_IsKeptOnce_AndAnswersWhatWasAsked()
    {
        await using var bridge = await EarnedAsync("unheard-of");
        var (learner, credential) = await AdaAsync(bridge);
        var id = (await AskAsync<AskAnswer.Asked>(bridge, learner, credential)).RequestId;
        for (var time = 0; time < 2; time++)
            Assert.IsTrue(await bridge.InScopeAsync<OwnRequests, bool>(own => own.WriteAsync(learner, id, "Any news?", [], Ada, CancellationToken.None)));
        await bridge.DbAsync(async db =>
        {
            var request = await db.CreditRequests.AsTracking().SingleAsync();
            request.AskLearner(bridge.Time.GetUtcNow().UtcDateTime, new(2026, 12, 20));
            await db.SaveChangesAsync();
        });
        bridge.Time.Advance(TimeSpan.FromDays(3));
        Assert.IsTrue(await bridge.InScopeAsync<OwnRequests, bool>(own => own.WriteAsync(learner, id, "Here it is.", [], Ada, CancellationToken.None)));
        var request = await RequestAsync(bridge, id);
        CollectionAssert.AreEqual(new[] { RequestEntryKind.Submitted, RequestEntryKind.Message, RequestEntryKind.InformationGiven }, request.Entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Kind).ToList());
        Assert.AreEqual((RequestState.InEvaluation, new DateOnly(2026, 12, 27)), (request.State, request.PromisedOn), "The promise rested for three days.");
    }

    [TestMethod]
    public async Task Appeal_OpensWhatWasDeclinedOnce_AndItsReasonIsKept()
    {
        await using var bridge = await EarnedAsync("unheard-of");
        var (learner, credential) = await AdaAsync(bridge);
        var id = (await AskAsync<AskAnswer.Asked>(bridge, learner, credential)).RequestId;
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => AppealAsync(bridge, learner, id));
        await DeclineAsync(bridge, id);
        Assert.IsTrue(await AppealAsync(bridge, learner, id));
        var request = await RequestAsync(bridge, id);
        Assert.AreEqual((RequestState.Appealed, LineState.Open), (request.State, request.Lines.Single().State));
        Assert.AreEqual("Half of it was not read.", request.Entries.Single(entry => entry.Kind == RequestEntryKind.Appealed).Text);
        Assert.Contains("No laboratory part.", (await bridge.DbAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == "Decision appealed"))).Why!);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Letters.CountAsync(letter => letter.Event == LetterEvent.AppealReceived)));
        await DeclineAsync(bridge, id, TestBridge.Registrar);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => AppealAsync(bridge, learner, id));
    }

    [TestMethod]
    public async Task EverythingOfAnothersRequest_IsFalse()
    {
        await using var bridge = await EarnedAsync("unheard-of");
        var (learner, credential) = await AdaAsync(bridge);
        var id = (await AskAsync<AskAnswer.Asked>(bridge, learner, credential)).RequestId;
        var ben = await bridge.DbAsync(db => db.Learners.Where(row => row.StudentNumber == "S2").Select(row => row.Id).SingleAsync());
        await bridge.InScopeAsync<OwnRequests>(async own =>
        {
            Assert.IsFalse(await own.WriteAsync(ben, id, "x", [], Ada, CancellationToken.None));
            Assert.IsFalse(await own.WithdrawAsync(ben, id, Ada, CancellationToken.None));
            Assert.IsFalse(await own.AppealAsync(ben, id, "x", [], Ada, CancellationToken.None));
        });
        Assert.AreEqual(RequestState.Submitted, (await RequestAsync(bridge, id)).State);
    }

    [TestMethod]
    public async Task Withdraw_ThenAskAgain_IsANewRequest()
    {
        await using var bridge = await EarnedAsync("unheard-of");
        var (learner, credential) = await AdaAsync(bridge);
        var first = await AskAsync<AskAnswer.Asked>(bridge, learner, credential);
        await bridge.InScopeAsync<OwnRequests>(own => own.WithdrawAsync(learner, first.RequestId, Ada, CancellationToken.None));
        Assert.AreNotEqual(first.RequestId, (await AskAsync<AskAnswer.Asked>(bridge, learner, credential)).RequestId);
    }

    private static Task<bool> AppealAsync(TestBridge bridge, Guid learner, Guid id) =>
        bridge.InScopeAsync<OwnRequests, bool>(own => own.AppealAsync(learner, id, " Half of it was not read. ", [], Ada, CancellationToken.None));

    private static async Task DeclineAsync(TestBridge bridge, Guid request, Actor? by = null)
    {
        var line = (await RequestAsync(bridge, request)).Lines.Single().Id;
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.DeclineAsync(line, DeclineReason.ContentDiffers, "No laboratory part.", by ?? TestBridge.Evaluator, CancellationToken.None));
    }

    private static CreditAsk Form(Guid credential, string? course = null) => new(Guid.CreateVersion7(), [credential], course, "Why not?");

    private static async Task<T> AskAsync<T>(TestBridge bridge, Guid learner, Guid credential, string? course = null) where T : AskAnswer
    {
        var answer = await bridge.InScopeAsync<RequestAsking, AskAnswer?>(asking => asking.AskAsync(learner, Form(credential, course), Ada, CancellationToken.None));
        Assert.IsInstanceOfType<T>(answer);
        return (T)answer;
    }

    private static Task<CreditRequest> RequestAsync(TestBridge bridge, Guid id) =>
        bridge.DbAsync(db => db.CreditRequests.Include(request => request.Lines).Include(request => request.Entries).SingleAsync(request => request.Id == id));

    private static Task<(Guid Learner, Guid Credential)> AdaAsync(TestBridge bridge) => bridge.DbAsync(async db =>
    {
        var credential = await db.Credentials.SingleAsync();
        return (credential.LearnerId!.Value, credential.Id);
    });

    /// <summary>Ada's credential came last night, and the night's own request for it is taken away again.</summary>
    private static async Task<TestBridge> EarnedAsync(string achievement, string result = "82", DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", SmallUniversity.Ada, achievement, result)));
        await bridge.NightAsync();
        await bridge.DbAsync(async db =>
        {
            await db.Postings.ExecuteDeleteAsync();
            await db.CourseEntitlements.ExecuteDeleteAsync();
            await db.GrantLines.ExecuteDeleteAsync();
            await db.CredentialUses.ExecuteDeleteAsync();
            await db.CreditGrants.ExecuteDeleteAsync();
            await db.RequestEntries.ExecuteDeleteAsync();
            await db.RequestLines.ExecuteDeleteAsync();
            await db.CreditRequests.ExecuteDeleteAsync();
            await db.Letters.ExecuteDeleteAsync();
        });
        return bridge;
    }
}
