using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Requests.Desk.DeskWorld;

namespace CreditBridge.Tests.Requests.Desk;

[TestClass]
public sealed class FacultyAnsweringTests
{
    [TestMethod]
    public async Task Send_WithoutADepartment_GoesToTheCoursesOwn()
    {
        await using var bridge = await CreateAsync();
        await bridge.SendAsync();
        var request = await bridge.RequestAsync();
        Assert.AreEqual((RequestState.WithFaculty, "SCI", new DateOnly(2026, 12, 1)), (request.State, request.DepartmentCode, request.TurnDueOn!.Value));
        Assert.Contains("FacultyAsked fay@small.example", await bridge.LettersAsync());
        Assert.AreEqual("To Sciences: Is the laboratory part enough?", request.Entries.Single().Text);
    }

    [TestMethod]
    public async Task Send_WhereNobodyAnswers_IsRefused()
    {
        await using var bridge = await CreateAsync();
        var id = (await bridge.RequestAsync()).Id;
        await bridge.DbAsync(db => db.Users.Where(user => user.Id == Faculty.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, DateTime.UtcNow)));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<RequestTurns>(turns => turns.SendToFacultyAsync(id, null, null, TestBridge.Evaluator, CancellationToken.None)));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<RequestTurns>(turns => turns.SendToFacultyAsync(id, "NOWHERE", null, TestBridge.Evaluator, CancellationToken.None)));
        Assert.AreEqual(RequestState.Submitted, (await bridge.RequestAsync()).State);
    }

    [TestMethod]
    public async Task Approve_ByTheDepartment_GrantsInItsName()
    {
        await using var bridge = await CreateAsync();
        await bridge.SendAsync();
        await ApproveAsync(bridge, Faculty);
        var request = await bridge.RequestAsync();
        Assert.AreEqual((RequestState.Decided, "Fay Faculty"), (request.State, request.Lines[0].DecidedBy));
        Assert.AreEqual("Fay Faculty", (await bridge.DbAsync(db => db.CreditGrants.SingleAsync())).ApprovedBy);
        Assert.Contains("RequestDecided ada@example.edu", await bridge.LettersAsync());
    }

    [TestMethod]
    public async Task Approve_OfAnotherDepartment_NeedsADelegationOfToday()
    {
        await using var bridge = await CreateAsync();
        await bridge.SendAsync();
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ApproveAsync(bridge, Deputy));
        await DelegateAsync(bridge, new(2026, 11, 25), new(2026, 11, 30));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ApproveAsync(bridge, Deputy));
        await DelegateAsync(bridge, new(2026, 11, 20), new(2026, 11, 24));
        await ApproveAsync(bridge, Deputy);
        Assert.AreEqual("Dora Deputy", (await bridge.RequestAsync()).Lines[0].DecidedBy);
    }

    [TestMethod]
    public async Task Approve_OfAnotherDepartmentsOption_IsRefused()
    {
        await using var bridge = await CreateAsync();
        var line = await bridge.DbAsync(async db =>
        {
            db.Add(new Course { Subject = "HIST", Number = "1301", Code = "HIST 1301", Title = "History", Credits = 3, Level = CourseLevel.Lower, DepartmentCode = "HIS", Group = "HIST 1301" });
            var request = await db.CreditRequests.SingleAsync();
            var choice = new RequestLine { RequestId = request.Id, AwardLineId = "c", Kind = AwardKind.Choice, CourseLevel = "Lower", Credits = 3, Explanation = "Either.", Options = [Option("o1", "CHEM 1311"), Option("o2", "HIST 1301")] };
            db.Add(choice);
            await db.SaveChangesAsync();
            return choice.Id;
        });
        await bridge.SendAsync("SCI");
        Task ApproveOptionAsync(string choice) => bridge.InScopeAsync<FacultyAnswering>(answering => answering.ApproveAsync(line, new LineApproval(choice), Faculty, CancellationToken.None));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ApproveOptionAsync("o2"));
        await ApproveOptionAsync("o1");
        Assert.AreEqual("CHEM 1311", (await bridge.RequestAsync()).Lines.Single(one => one.Id == line).CourseCode);

        static AwardOption Option(string id, string course) => new(id, AwardKind.Course, course, null, "Lower", [course], 3);
    }

    [TestMethod]
    public async Task Approve_BySomebodyWhoSentItBefore_IsRefused()
    {
        await using var bridge = await CreateAsync();
        await bridge.SendAsync();
        // The evaluator who sent it answers for the department by now.
        await bridge.DbAsync(db => db.Users.Where(user => user.Id == TestBridge.Evaluator.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, Role.FacultyApprover).SetProperty(user => user.DepartmentCode, "SCI")));
        var refused = await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ApproveAsync(bridge, TestBridge.Evaluator with { Role = Role.FacultyApprover }));
        Assert.Contains("took part", refused.Message);
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
    }

    [TestMethod]
    public async Task Approve_WhatIsNotWithFaculty_IsRefused()
    {
        await using var bridge = await CreateAsync();
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ApproveAsync(bridge, Faculty));
        var line = (await bridge.RequestAsync()).Lines[0].Id;
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, null, null, Faculty, CancellationToken.None)));
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => ApproveAsync(bridge, TestBridge.Evaluator));
    }

    [TestMethod]
    public async Task Return_WithAReason_GivesItBackAndFacultyCanBeAskedAgain()
    {
        await using var bridge = await CreateAsync();
        await bridge.SendAsync();
        var id = (await bridge.RequestAsync()).Id;
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<FacultyAnswering>(answering => answering.ReturnAsync(id, " ", Faculty, CancellationToken.None)));
        await bridge.InScopeAsync<FacultyAnswering>(answering => answering.ReturnAsync(id, "Ask for the syllabus.", Faculty, CancellationToken.None));
        var request = await bridge.RequestAsync();
        Assert.AreEqual(RequestState.InEvaluation, request.State);
        Assert.IsNull(request.DepartmentCode);
        Assert.IsTrue(request.Entries.Exists(entry => entry.Kind == RequestEntryKind.ReturnedByFaculty && entry.Text == "Ask for the syllabus." && !entry.IsForLearner));

        await bridge.SendAsync();
        await ApproveAsync(bridge, Faculty);
        Assert.AreEqual(RequestState.Decided, (await bridge.RequestAsync()).State);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Scope_OfFaculty_IsTheDepartmentsRequests(DatabaseProvider provider)
    {
        await using var bridge = await CreateAsync(provider);
        Task<int> Seen(Actor actor) => bridge.InScopeAsync<RequestScope, int>(async scope => await (await scope.OfAsync(actor, CancellationToken.None)).CountAsync());
        Assert.AreEqual((1, 0, 1), (await Seen(Faculty), await Seen(Deputy), await Seen(TestBridge.Evaluator)));
        await DelegateAsync(bridge, new(2026, 11, 24), new(2026, 11, 24));
        Assert.AreEqual(1, await Seen(Deputy));
        var partners = await bridge.InScopeAsync<RequestScope, (int, int, int)>(async scope =>
        {
            var all = await scope.OfAsync(TestBridge.Evaluator, CancellationToken.None);
            return (await scope.RestingOn(all, SmallUniversity.Acme).CountAsync(), await scope.RestingOn(all, "other").CountAsync(), await scope.RestingOn(all, "%").CountAsync());
        });
        Assert.AreEqual((1, 0, 0), partners);
    }

    private static async Task ApproveAsync(TestBridge bridge, Actor actor)
    {
        var line = (await bridge.RequestAsync()).Lines[0].Id;
        await bridge.InScopeAsync<FacultyAnswering>(answering => answering.ApproveAsync(line, new LineApproval(), actor, CancellationToken.None));
    }

    private static Task DelegateAsync(TestBridge bridge, DateOnly first, DateOnly last) => bridge.AddAsync(
        new Delegation { FromUserId = Faculty.UserId!.Value, ToUserId = Deputy.UserId!.Value, FirstOn = first, LastOn = last, Reason = "Away", MadeBy = "Rosa Registrar", MadeAt = DateTime.UtcNow });
}
