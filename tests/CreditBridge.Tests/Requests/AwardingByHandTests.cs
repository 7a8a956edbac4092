using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Requests;

[TestClass]
public sealed class AwardingByHandTests
{
    private static readonly Actor Colleague = new("Rita Registrar", Role.Registrar, Guid.CreateVersion7());
    private static readonly HandMadeAward History = new(["S1", "S2", "S9", "S1"], "chem 1311", null, null, null, Basis.DepartmentalExam, "Examined on 12 November by the department.");

    [TestMethod]
    public async Task Open_ForAClass_IsApprovedBySomebodyElseAndPosted()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var check = await CheckAsync(bridge, History);
        Assert.AreEqual("CHEM 1311", check.Award);
        Assert.HasCount(2, check.Found);
        Assert.AreEqual(("S9", "There is no learner of this number."), check.Refused.Single());
        var form = Guid.CreateVersion7();
        Assert.AreEqual(2, await OpenAsync(bridge, History, 2, form));
        Assert.AreEqual(2, await OpenAsync(bridge, History, 2, form), "The same form again.");
        Assert.AreEqual(2, await bridge.DbAsync(db => db.CreditRequests.CountAsync()));

        var lines = await bridge.DbAsync(db => db.RequestLines.Select(line => line.Id).ToListAsync());
        var refused = await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ApproveAsync(bridge, lines[0], TestBridge.Registrar));
        Assert.AreEqual("You made this award: somebody else approves it.", refused.Message);
        foreach (var line in lines)
            await ApproveAsync(bridge, line, Colleague);
        Assert.AreEqual(2, (await bridge.NightAsync()).Night.Posted);
        var grants = await bridge.DbAsync(db => db.CreditGrants.Include(grant => grant.Lines).ToListAsync());
        Assert.AreEqual(2, grants.Select(grant => grant.Lines.Single().Key).Distinct().Count());
        Assert.IsTrue(grants.TrueForAll(grant => grant is { RuleVersionId: null, RuleCode: "", Basis: Basis.DepartmentalExam, ApprovedBy: "Rita Registrar" }));
        Assert.Contains("holds credit for CHEM 1311 already", (await CheckAsync(bridge, History)).Refused[0].Why);
    }

    [TestMethod]
    public async Task Open_TheSameElectiveAgain_FromAnotherForm_LeavesThemOut()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var elective = History with { StudentNumbers = ["S1", "S2"], Course = null, Subject = "hist", Level = CourseLevel.Lower, Credits = 3 };
        Assert.AreEqual(2, await OpenAsync(bridge, elective, 2, Guid.CreateVersion7()));
        var again = await CheckAsync(bridge, elective with { StudentNumbers = ["S1", "S3"] });
        Assert.AreEqual("S3", again.Found.Single().StudentNumber);
        Assert.Contains("was given the same before", again.Refused.Single().Why);
        Assert.HasCount(2, (await CheckAsync(bridge, elective with { Why = "Another examination." })).Found);
    }

    [TestMethod]
    public async Task Open_WhenTheCountHasChanged_DoesNothing()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => OpenAsync(bridge, History, 3, Guid.CreateVersion7()));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditRequests.CountAsync()));
    }

    [TestMethod]
    [DataRow("NONE 1", null, 3.0, "The catalogue has no course NONE 1.")]
    [DataRow(null, null, 3.0, "level and credits")]
    [DataRow(null, "Lower", -1.0, "more than 0")]
    public async Task Check_WhatCannotBe_SaysWhy(string? course, string? level, double credits, string says)
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var award = History with { Course = course, Level = level is null ? null : Enum.Parse<CourseLevel>(level), Credits = (decimal)credits };
        Assert.Contains(says, (await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => CheckAsync(bridge, award))).Message);
    }

    private static Task<HandMadeCheck> CheckAsync(TestBridge bridge, HandMadeAward award) => bridge.InScopeAsync<AwardingByHand, HandMadeCheck>(awarding => awarding.CheckAsync(award, CancellationToken.None));

    private static Task<int> OpenAsync(TestBridge bridge, HandMadeAward award, int expected, Guid form) => bridge.InScopeAsync<AwardingByHand, int>(awarding => awarding.OpenAsync(award, expected, form, TestBridge.Registrar, CancellationToken.None));

    private static Task ApproveAsync(TestBridge bridge, Guid line, Actor actor) => bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, null, null, actor, CancellationToken.None));
}
