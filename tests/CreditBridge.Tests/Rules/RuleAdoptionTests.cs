using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class RuleAdoptionTests
{
    [TestMethod]
    public async Task Adopt_OfAForeignRule_IsADraftOfOurOwnWithItsSource()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var set = new RuleSet { Name = "Elsewhere University", SourceUrl = "https://elsewhere.example/ap", ImportedAt = bridge.Time.GetUtcNow().UtcDateTime };
        await bridge.AddAsync([set]);
        var content = new RuleContent("Basics there", "", new RuleDefinition(
            new Earned(new AchievementSelector(SmallUniversity.Acme, "basics")), [new CourseCredit("1", "MATH 1431")], RuleScope.Everyone, new RuleBasis(Basis.Exam), AutoGrant: true));
        var foreign = await bridge.InScopeAsync<RuleLife, EquivalencyRule>(life => life.CreateAsync(content, TestBridge.Registrar, default, set.Id, "A1"));

        var own = await bridge.InScopeAsync<RuleAdoption, EquivalencyRule>(adoption => adoption.AdoptAsync(foreign.Versions[0].Id, TestBridge.Registrar, default));
        var version = own.Versions[0];
        Assert.AreEqual((null, "SCI", RuleVersionState.Draft, false), (own.RuleSetId, own.DepartmentCode, version.State, version.Definition.AutoGrant));
        Assert.AreEqual("https://elsewhere.example/ap", version.Definition.Basis.Source);
        StringAssert.Contains(version.PrivateNote, "Adopted from Elsewhere University");
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<RuleAdoption, EquivalencyRule>(adoption => adoption.AdoptAsync(version.Id, TestBridge.Registrar, default)));
        Assert.IsFalse((await bridge.DbAsync(db => PublishedBook.ReadAsync(db, default))).Book.Rules.Any(rule => rule.Code == foreign.Code), "Another institution's rule decides nothing here.");
    }

    [TestMethod]
    public async Task Precedent_DecidedDifferently_BecomesADraftThatSaysSo()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        bridge.Drop(SmallUniversity.Acme, "a.csv", SmallUniversity.Csv(SmallUniversity.Row("c1", SmallUniversity.Ada, "advanced"), SmallUniversity.Row("c2", "ben@example.edu", "advanced")));
        await bridge.NightAsync();
        foreach (var line in await bridge.DbAsync(db => db.RequestLines.Where(line => line.State == LineState.Open).Select(line => line.Id).ToListAsync()))
            await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, 2, "Without the laboratory.", TestBridge.Evaluator, default));

        var precedent = (await bridge.InScopeAsync<RuleAdoption, List<Precedent>>(adoption => adoption.PrecedentsAsync(default))).Single();
        Assert.AreEqual(("EQ-00002", "CHEM 1311", 2m, 2), (precedent.RuleCode, precedent.Course, precedent.Credits, precedent.Count));
        var draft = await bridge.InScopeAsync<RuleAdoption, Guid>(adoption => adoption.DraftAsync(precedent, TestBridge.Registrar, default));
        var version = await bridge.DbAsync(db => db.RuleVersions.SingleAsync(version => version.Id == draft));
        Assert.AreEqual((2m, "1"), (((CourseCredit)version.Definition.Awards[0]).Credits, version.Definition.Awards[0].LineId));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<RuleAdoption, Guid>(adoption => adoption.DraftAsync(precedent, TestBridge.Registrar, default)));
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<RuleAdoption, Guid>(adoption => adoption.DraftAsync(precedent, new Actor("Eve", Role.Auditor), default)));
    }

    [TestMethod]
    public async Task WhyNot_CountsTheConditionsThatFailed()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        bridge.Drop(SmallUniversity.Acme, "a.csv", SmallUniversity.Csv(
            SmallUniversity.Row("c1", SmallUniversity.Ada), SmallUniversity.Row("c2", "ben@example.edu", result: "60"), SmallUniversity.Row("c3", "cy@example.edu", result: "50")));
        await bridge.NightAsync();
        var answer = await bridge.InScopeAsync<WhyNotReport, WhyNotReport.Answer>(report => report.ReadAsync("EQ-00001", null, default));
        Assert.AreEqual((3, 1, false), (answer.Looked, answer.Satisfied, answer.IsSample));
        Assert.AreEqual(("Acme basics: the result", 2), (answer.Rows.Single().Reason, answer.Rows.Single().Learners));
        StringAssert.Contains(answer.Rows[0].Sample, "is less than 70");
        Assert.AreEqual(0, (await bridge.InScopeAsync<WhyNotReport, WhyNotReport.Answer>(report => report.ReadAsync("EQ-00001", "BS", default))).Looked);
    }
}
