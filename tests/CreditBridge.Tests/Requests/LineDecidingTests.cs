using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Requests;

[TestClass]
public sealed class LineDecidingTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Approve_FiftyAtOnce_GivesOneGrant(DatabaseProvider provider)
    {
        await using var bridge = await RequestedAsync(provider);
        var line = (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).Id;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            try
            {
                await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, null, null, TestBridge.Evaluator, CancellationToken.None));
                return true;
            }
            catch (Exception refused) when (refused is IllegalMoveException or DbUpdateException)
            {
                return false;
            }
        })));
        Assert.AreEqual(1, outcomes.Count(decided => decided));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Postings.CountAsync()));
    }

    [TestMethod]
    public async Task Approve_AfterSomebodyElse_NamesWho()
    {
        await using var bridge = await RequestedAsync();
        var line = (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).Id;
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.DeclineAsync(line, DeclineReason.OutOfDate, "The syllabus is from 2009.", TestBridge.Evaluator, CancellationToken.None));
        var refused = await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, null, null, TestBridge.Registrar, CancellationToken.None)));
        Assert.Contains("Evan Evaluator", refused.Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("  ")]
    public async Task Decline_WithoutASentence_IsRefused(string sentence)
    {
        await using var bridge = await RequestedAsync();
        var line = (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).Id;
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => bridge.InScopeAsync<LineDeciding>(deciding => deciding.DeclineAsync(line, DeclineReason.OutOfDate, sentence, TestBridge.Evaluator, CancellationToken.None)));
        Assert.AreEqual(LineState.Open, (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).State);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Decline_ThenTheNightAgain_DoesNotReopenTheSameEvidence(DatabaseProvider provider)
    {
        await using var bridge = await RequestedAsync(provider);
        var line = (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).Id;
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.DeclineAsync(line, DeclineReason.ContentDiffers, "No laboratory part.", TestBridge.Evaluator, CancellationToken.None));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, DateTime.UtcNow)));
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual((1, 0, 1), (night.Satisfied, night.Requested, night.AlreadyDecided));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditRequests.CountAsync()));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
    }

    [TestMethod]
    public async Task Approve_ByTheNextNight_IsPosted()
    {
        await using var bridge = await RequestedAsync();
        var line = (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).Id;
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, null, "Syllabus seen.", TestBridge.Evaluator, CancellationToken.None));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Posted);
        var trail = await bridge.DbAsync(db => db.AuditEntries.Where(entry => entry.ActorName == TestBridge.Evaluator.Name).Select(entry => entry.Action).ToListAsync());
        CollectionAssert.AreEquivalent(new[] { "Line Approved", "Credit granted" }, trail);
    }

    [TestMethod]
    public async Task Approve_OtherCredits_NeedsASentenceAndIsGrantedSo()
    {
        await using var bridge = await RequestedAsync();
        var line = (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).Id;
        Task Approve(decimal credits, string? why) => bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, credits, why, TestBridge.Evaluator, CancellationToken.None));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => Approve(2, null));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => Approve(0, "Nothing."));
        await Approve(2, "Without the laboratory.");
        Assert.AreEqual(LineState.ApprovedDifferently, (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).State);
        Assert.AreEqual(2m, (await bridge.DbAsync(db => db.GrantLines.SingleAsync())).Credits);
    }

    [TestMethod]
    [DataRow(Role.Auditor)]
    [DataRow(Role.Learner)]
    [DataRow(Role.Administrator)]
    public async Task Approve_ByARoleWithoutThePermission_IsRefused(Role role)
    {
        await using var bridge = await RequestedAsync();
        var line = (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).Id;
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, null, null, new Actor("X", role), CancellationToken.None)));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Save_TheSameCourseTwiceForALearner_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        await using var bridge = await RequestedAsync(provider);
        var line = (await bridge.DbAsync(db => db.RequestLines.SingleAsync())).Id;
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, null, null, TestBridge.Evaluator, CancellationToken.None));
        await Assert.ThrowsExactlyAsync<DbUpdateException>(() => bridge.DbAsync(async db =>
        {
            var held = await db.CourseEntitlements.SingleAsync();
            var second = CourseEntitlement.Of(held.LearnerId, held.CourseGroup);
            db.Add(second);
            db.Entry(second).Property(entitlement => entitlement.GrantLineId).CurrentValue = held.GrantLineId;
            await db.SaveChangesAsync();
        }));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Appeal_OfOneLineOfARule_GrantsThatLineOnly(DatabaseProvider provider)
    {
        await using var bridge = await RequestedAsync(provider);
        var (first, second) = await bridge.DbAsync(async db =>
        {
            var line = await db.RequestLines.AsNoTracking().SingleAsync();
            var more = new RequestLine
            {
                RequestId = line.RequestId,
                RuleVersionId = line.RuleVersionId,
                RuleCode = line.RuleCode,
                AwardLineId = "2",
                Kind = AwardKind.Course,
                CourseCode = "MATH 1431",
                CourseGroups = ["MATH 1431"],
                CourseLevel = "Lower",
                Credits = 3,
                Explanation = line.Explanation,
                Evidence = line.Evidence,
                UseKeys = line.UseKeys,
            };
            db.Add(more);
            await db.SaveChangesAsync();
            return (line.Id, more.Id);
        });
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(first, null, null, null, TestBridge.Evaluator, CancellationToken.None));
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.DeclineAsync(second, DeclineReason.ContentDiffers, "Half of it.", TestBridge.Evaluator, CancellationToken.None));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.GrantLines.CountAsync()));
        await bridge.DbAsync(async db =>
        {
            var request = await db.CreditRequests.AsTracking().Include(request => request.Lines).SingleAsync();
            request.Appeal(bridge.Time.GetUtcNow().UtcDateTime, new(2026, 12, 8));
            await db.SaveChangesAsync();
        });
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(second, null, null, null, TestBridge.Evaluator, CancellationToken.None)));
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(second, null, null, null, TestBridge.Registrar, CancellationToken.None));
        Assert.AreSequenceEqual([first, second], await bridge.DbAsync(db => db.GrantLines.OrderBy(line => line.Id).Select(line => line.RequestLineId).ToListAsync()));
        Assert.IsTrue((await bridge.DbAsync(db => db.CreditRequests.SingleAsync())).IsFinal);
        Assert.AreEqual(await bridge.DbAsync(db => db.CredentialUses.Select(use => use.UseKey).Distinct().CountAsync()), await bridge.DbAsync(db => db.CredentialUses.CountAsync()));
    }

    private static async Task<TestBridge> RequestedAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, "advanced")));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Requested);
        return bridge;
    }
}
