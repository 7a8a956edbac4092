using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Requests.Desk.DeskWorld;

namespace CreditBridge.Tests.Requests.Desk;

[TestClass]
public sealed class RequestDeskTests
{
    [TestMethod]
    public async Task Claim_WhatSomebodyElseHas_NeedsASecondExplicitStep()
    {
        await using var bridge = await CreateAsync();
        var id = (await bridge.RequestAsync()).Id;
        await ClaimAsync(bridge, id, TestBridge.Evaluator);
        var refused = await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ClaimAsync(bridge, id, Second));
        Assert.Contains("Evan Evaluator is looking at it", refused.Message);
        Assert.AreEqual(TestBridge.Evaluator.UserId, (await bridge.RequestAsync()).AssigneeId);

        await ClaimAsync(bridge, id, Second, takesOver: true);
        var request = await bridge.RequestAsync();
        Assert.AreEqual(Second.UserId, request.AssigneeId);
        CollectionAssert.AreEqual(new[] { "", "Taken over from Evan Evaluator." }, request.Entries.OrderBy(entry => entry.Id).Select(entry => entry.Text).ToArray());
        Assert.IsFalse(request.Entries.Exists(entry => entry.IsForLearner));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Claim_ByManyAtOnce_IsOnes(DatabaseProvider provider)
    {
        await using var bridge = await CreateAsync(provider);
        var id = (await bridge.RequestAsync()).Id;
        var claimed = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(async () =>
        {
            try
            {
                await ClaimAsync(bridge, id, number % 2 == 0 ? TestBridge.Evaluator : Second);
                return number % 2;
            }
            catch (Exception refused) when (refused is IllegalMoveException or DbUpdateException)
            {
                return -1;
            }
        })));
        Assert.HasCount(1, claimed.Where(who => who >= 0).Distinct());
        Assert.AreEqual(1, await bridge.DbAsync(db => db.RequestEntries.CountAsync(entry => entry.Kind == RequestEntryKind.Claimed)));
    }

    [TestMethod]
    public async Task Release_ByAnother_IsRefusedAndByOneself_GivesItBack()
    {
        await using var bridge = await CreateAsync();
        var id = (await bridge.RequestAsync()).Id;
        await ClaimAsync(bridge, id, TestBridge.Evaluator);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<RequestDesk>(desk => desk.ReleaseAsync(id, Second, CancellationToken.None)));
        await bridge.InScopeAsync<RequestDesk>(desk => desk.ReleaseAsync(id, TestBridge.Evaluator, CancellationToken.None));
        Assert.IsNull((await bridge.RequestAsync()).AssigneeId);
    }

    [TestMethod]
    public async Task Assign_ByTheRegistrar_IsToldAndByAnEvaluator_IsRefused()
    {
        await using var bridge = await CreateAsync();
        var id = (await bridge.RequestAsync()).Id;
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => AssignAsync(bridge, id, Second.UserId, TestBridge.Evaluator));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => AssignAsync(bridge, id, Faculty.UserId, TestBridge.Registrar));
        var (assigned, problems) = await AssignAsync(bridge, id, Second.UserId, TestBridge.Registrar);
        Assert.AreEqual((1, 0), (assigned, problems.Count));
        var request = await bridge.RequestAsync();
        Assert.AreEqual((Second.UserId, "Assigned to Edna Evaluator."), (request.AssigneeId, request.Entries.Single().Text));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "Request assigned")));
    }

    [TestMethod]
    public async Task Assign_ADecidedRequest_IsRefusedWithWhy()
    {
        await using var bridge = await CreateAsync();
        var request = await bridge.RequestAsync();
        await DeclineAsync(bridge, request.Lines[0].Id, TestBridge.Evaluator);
        var (assigned, problems) = await AssignAsync(bridge, request.Id, Second.UserId, TestBridge.Registrar);
        Assert.AreEqual(0, assigned);
        Assert.Contains(request.Number, problems.Single());
    }

    [TestMethod]
    public async Task Appeal_BySomebodyWhoTookPart_IsNeitherClaimedNorDecided()
    {
        await using var bridge = await CreateAsync();
        var request = await bridge.RequestAsync();
        await DeclineAsync(bridge, request.Lines[0].Id, TestBridge.Evaluator);
        await AppealAsync(bridge);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ClaimAsync(bridge, request.Id, TestBridge.Evaluator));
        var refused = await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => DeclineAsync(bridge, request.Lines[0].Id, TestBridge.Evaluator));
        Assert.Contains("somebody else decides the appeal", refused.Message);
        Assert.AreEqual(0, (await AssignAsync(bridge, request.Id, TestBridge.Evaluator.UserId, TestBridge.Registrar)).Assigned);

        await ClaimAsync(bridge, request.Id, Second);
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(request.Lines[0].Id, null, null, null, Second, CancellationToken.None));
        Assert.IsTrue((await bridge.RequestAsync()).IsFinal);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
    }

    [TestMethod]
    public async Task Note_IsForStaffAndMessage_IsForTheLearner()
    {
        await using var bridge = await CreateAsync();
        var id = (await bridge.RequestAsync()).Id;
        await bridge.InScopeAsync<RequestDesk>(desk => desk.NoteAsync(id, " Ask the chair. ", TestBridge.Evaluator, CancellationToken.None));
        await bridge.InScopeAsync<RequestDesk>(desk => desk.MessageAsync(id, "We are on it.", TestBridge.Evaluator, CancellationToken.None));
        var entries = (await bridge.RequestAsync()).Entries.OrderBy(entry => entry.Id).Select(entry => (entry.Kind, entry.Text, entry.IsForLearner)).ToArray();
        CollectionAssert.AreEqual(new[] { (RequestEntryKind.Note, "Ask the chair.", false), (RequestEntryKind.Message, "We are on it.", true) }, entries);
        foreach (var text in new[] { "", "   ", new string('x', 2001) })
            await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<RequestDesk>(desk => desk.NoteAsync(id, text, TestBridge.Evaluator, CancellationToken.None)));
    }

    [TestMethod]
    public async Task AskLearner_RestsThePromiseUntilTheAnswer()
    {
        await using var bridge = await CreateAsync();
        var request = await bridge.RequestAsync();
        Assert.AreEqual(new DateOnly(2026, 12, 24), request.PromisedOn);
        await bridge.InScopeAsync<RequestTurns>(turns => turns.AskLearnerAsync(request.Id, "Please send the syllabus.", TestBridge.Evaluator, CancellationToken.None));
        request = await bridge.RequestAsync();
        // Twenty working days after Tuesday 24 November 2026.
        Assert.AreEqual((RequestState.MoreInformation, new DateOnly(2026, 12, 22)), (request.State, request.TurnDueOn!.Value));
        Assert.Contains("InformationAsked ada@example.edu", await bridge.LettersAsync());
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => DeclineAsync(bridge, request.Lines[0].Id, TestBridge.Evaluator));

        await bridge.DbAsync(async db =>
        {
            var asked = await db.CreditRequests.AsTracking().SingleAsync();
            asked.LearnerAnswered(asked.TurnBeganAt!.Value.AddDays(4).AddHours(3), new(2026, 12, 15));
            await db.SaveChangesAsync();
        });
        Assert.AreEqual(new DateOnly(2026, 12, 28), (await bridge.RequestAsync()).PromisedOn);
    }

    private static Task ClaimAsync(TestBridge bridge, Guid id, Actor actor, bool takesOver = false) => bridge.InScopeAsync<RequestDesk>(desk => desk.ClaimAsync(id, takesOver, actor, CancellationToken.None));

    private static Task<(int Assigned, IReadOnlyList<string> Refused)> AssignAsync(TestBridge bridge, Guid id, Guid? to, Actor actor) =>
        bridge.InScopeAsync<RequestDesk, (int, IReadOnlyList<string>)>(desk => desk.AssignAsync([id], to, actor, CancellationToken.None));

    private static Task DeclineAsync(TestBridge bridge, Guid line, Actor actor) =>
        bridge.InScopeAsync<LineDeciding>(deciding => deciding.DeclineAsync(line, DeclineReason.ContentDiffers, "No laboratory part.", actor, CancellationToken.None));

    private static Task AppealAsync(TestBridge bridge) => bridge.DbAsync(async db =>
    {
        var request = await db.CreditRequests.AsTracking().Include(request => request.Lines).SingleAsync();
        request.Appeal(bridge.Time.GetUtcNow().UtcDateTime, new(2026, 12, 8));
        await db.SaveChangesAsync();
    });
}
