using CreditBridge.Core;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Grants;

/// <summary>Credit approved on a condition waits for the student record to meet it.</summary>
[TestClass]
public sealed class ConditionTests
{
    [TestMethod]
    public async Task Enrolled_OnceTheRecordSaysSo_IsGrantedAndPosted()
    {
        await using var bridge = await ApprovedAsync(LineCondition.Enrolled, null, LearnerStanding.Admitted);
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Posted);
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Enrolled)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Posted);
        var grant = await bridge.DbAsync(db => db.CreditGrants.SingleAsync());
        Assert.AreEqual((false, TestBridge.Evaluator.Name), (grant.IsAutomatic, grant.ApprovedBy));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.RequestEntries.CountAsync(entry => entry.Kind == RequestEntryKind.ConditionMet)));
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Posted);
    }

    [TestMethod]
    public async Task ResidentCredits_CountPassedCoursesOnly()
    {
        await using var bridge = await ApprovedAsync(LineCondition.ResidentCredits, 12, LearnerStanding.Enrolled);
        var ada = await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S1").Select(learner => learner.Id).SingleAsync());
        await bridge.AddAsync(Course(ada, "HIST 1", TranscriptState.Passed, 9), Course(ada, "HIST 2", TranscriptState.Transferred, 9), Course(ada, "HIST 3", TranscriptState.InProgress, 9));
        await bridge.NightAsync();
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()), "9 credits are passed, 12 are asked.");
        await bridge.AddAsync(Course(ada, "HIST 4", TranscriptState.Passed, 3));
        await bridge.NightAsync();
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
    }

    [TestMethod]
    public void Withdraw_WithALineOnCondition_IsRefused()
    {
        var now = new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc);
        var request = new CreditRequest { Number = "R-2026-0000001", LearnerId = Guid.CreateVersion7(), Origin = RequestOrigin.Learner, OpenedAt = now };
        request.Lines.AddRange([LineOf("1"), LineOf("2")]);
        request.Submit(now, new(2026, 12, 8));
        request.Decide(request.Lines[0], new LineDecision.Approve(TestBridge.Evaluator, now) { Condition = LineCondition.Enrolled });
        Assert.Contains("is approved", Assert.ThrowsExactly<IllegalMoveException>(() => request.Withdraw(now)).Message);
        Assert.AreEqual(RequestState.InEvaluation, request.State);
    }

    private static RequestLine LineOf(string id) => new() { AwardLineId = id, Kind = AwardKind.Elective, CourseLevel = "Lower", Credits = 3, Explanation = "Because." };

    private static TranscriptEntry Course(Guid learner, string code, TranscriptState state, decimal credits) => new() { LearnerId = learner, CourseCode = code, TermCode = "2026FA", State = state, Credits = credits };

    private static async Task<TestBridge> ApprovedAsync(LineCondition condition, decimal? credits, LearnerStanding standing)
    {
        var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        bridge.Drop(Acme, "records.csv", Csv(Row("a1", Ada, "advanced")));
        await bridge.NightAsync();
        await bridge.DbAsync(async db =>
        {
            await db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, standing));
            var request = await db.CreditRequests.AsTracking().Include(request => request.Lines).SingleAsync();
            request.Decide(request.Lines.Single(), new LineDecision.Approve(TestBridge.Evaluator, bridge.Time.GetUtcNow().UtcDateTime) { Condition = condition, ConditionCredits = credits });
            Assert.AreEqual((LineState.OnCondition, RequestState.Decided), (request.Lines.Single().State, request.State));
            await db.SaveChangesAsync();
        });
        return bridge;
    }
}
