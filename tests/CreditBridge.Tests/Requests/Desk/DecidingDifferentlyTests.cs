using CreditBridge.Core;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Requests.Desk.DeskWorld;

namespace CreditBridge.Tests.Requests.Desk;

[TestClass]
public sealed class DecidingDifferentlyTests
{
    [TestMethod]
    public async Task Approve_AnotherCourse_TakesLevelAndGroupFromTheCatalogue()
    {
        await using var bridge = await CreateAsync();
        await ApproveAsync(bridge, new LineApproval(Reason: "It is closer to this one.") { Other = new("math 1431", null, null, 2) });
        var line = (await bridge.RequestAsync()).Lines[0];
        Assert.AreEqual((LineState.ApprovedDifferently, "MATH 1431", 2m), (line.State, line.CourseCode, line.Credits));
        var granted = await bridge.DbAsync(db => db.GrantLines.Include(grant => grant.Entitlements).SingleAsync());
        Assert.AreEqual(("MATH 1431", "MATH 1431"), (granted.CourseCode, granted.Entitlements.Single().CourseGroup));
    }

    [TestMethod]
    public async Task Approve_ElectiveInstead_HasNoCourse()
    {
        await using var bridge = await CreateAsync();
        await ApproveAsync(bridge, new LineApproval(Reason: "No course of ours fits.") { Other = new(null, "chem", CourseLevel.Upper, 1.5m) });
        var line = (await bridge.RequestAsync()).Lines[0];
        Assert.AreEqual((AwardKind.Elective, null, "CHEM", "Upper", 1.5m), (line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel, line.Credits));
    }

    [TestMethod]
    public async Task Approve_DifferentlyWithoutReasonCourseOrCredits_IsRefused()
    {
        await using var bridge = await CreateAsync();
        foreach (var approval in new[]
        {
            new LineApproval { Other = new("MATH 1431", null, null, null) },
            new LineApproval(Reason: "Closer.") { Other = new("MATH 9999", null, null, null) },
            new LineApproval(Reason: "Closer.") { Other = new(null, "CHEM", null, 3) },
            new LineApproval(Reason: "Closer.") { Other = new(null, "CHEM", CourseLevel.Lower, null) },
            new LineApproval { Condition = LineCondition.ResidentCredits },
        })
        {
            await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ApproveAsync(bridge, approval), approval.ToString());
        }

        Assert.AreEqual(LineState.Open, (await bridge.RequestAsync()).Lines[0].State);
    }

    [TestMethod]
    public async Task Approve_OnCondition_GrantsNothingYet()
    {
        await using var bridge = await CreateAsync();
        await ApproveAsync(bridge, new LineApproval { Condition = LineCondition.ResidentCredits, ConditionCredits = 12 });
        var request = await bridge.RequestAsync();
        Assert.AreEqual((RequestState.Decided, LineState.OnCondition, 12m), (request.State, request.Lines[0].State, request.Lines[0].ConditionCredits!.Value));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
        Assert.Contains("once you have passed 12 credits here", request.Entries.Single(entry => entry.Kind == RequestEntryKind.LineDecided).Text);
    }

    [TestMethod]
    public async Task Decide_TheLastLine_WritesOneLetterAndTheHistory()
    {
        await using var bridge = await CreateAsync();
        await ApproveAsync(bridge, new LineApproval());
        Assert.HasCount(1, (await bridge.LettersAsync()).Where(letter => letter == "RequestDecided ada@example.edu"));
        CollectionAssert.AreEqual(new[] { RequestEntryKind.LineDecided, RequestEntryKind.Decided }, (await bridge.RequestAsync()).Entries.OrderBy(entry => entry.Id).Select(entry => entry.Kind).ToArray());
    }

    private static async Task ApproveAsync(TestBridge bridge, LineApproval approval)
    {
        var line = (await bridge.RequestAsync()).Lines[0].Id;
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, approval, TestBridge.Evaluator, CancellationToken.None));
    }
}
