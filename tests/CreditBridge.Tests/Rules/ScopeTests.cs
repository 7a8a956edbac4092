using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class ScopeTests
{
    private static readonly LearnerFacts Biologist = new(LearnerStanding.Enrolled)
    {
        Level = CourseLevel.Lower,
        Campus = "Main",
        Programs = [new("BSBIO", 2024)],
    };

    [TestMethod]
    public void Everyone_AsksNothing() => Assert.IsEmpty(Decide(RuleScope.Everyone, Biologist).Scope);

    [TestMethod]
    [DataRow("BSBIO", null, true, "This rule is for your programme, BSBIO (catalogue of 2024).")]
    [DataRow("bsbio", null, true, "This rule is for your programme, BSBIO (catalogue of 2024).")]
    [DataRow("BSCS", null, false, "This rule is for programme BSCS; your programme: BSBIO (catalogue of 2024).")]
    [DataRow(null, "BSBIO", false, "This rule is for programmes other than BSBIO; your programme: BSBIO (catalogue of 2024).")]
    [DataRow(null, "BSCS", true, "This rule is for your programme, BSBIO (catalogue of 2024).")]
    public void Program_InOrOut_Decides(string? within, string? without, bool met, string sentence) => AssertScope(
        new RuleScope { ProgramsIn = within is null ? [] : [within], ProgramsOut = without is null ? [] : [without] }, Biologist, ConditionKind.Program, met, sentence);

    [TestMethod]
    [DataRow(2024, 2024, true)]
    [DataRow(2025, null, false)]
    [DataRow(null, 2023, false)]
    [DataRow(2020, null, true)]
    public void CatalogYears_AreInclusive(int? from, int? to, bool met) =>
        Assert.AreEqual(met, Decide(new RuleScope { CatalogYearFrom = from, CatalogYearTo = to }, Biologist).Satisfied);

    [TestMethod]
    public void CatalogYears_NotInThem_AreSaid() => AssertScope(
        new RuleScope { CatalogYearFrom = 2020, CatalogYearTo = 2023 }, Biologist, ConditionKind.Program, false,
        "This rule is for programmes under the catalogues of 2020 to 2023; your programme: BSBIO (catalogue of 2024).");

    [TestMethod]
    public void Program_SecondOneFits_IsEnough() =>
        Assert.IsTrue(Decide(new RuleScope { ProgramsIn = ["BSCS"], CatalogYearFrom = 2025 }, Biologist with { Programs = [new("BSBIO", 2024), new("BSCS", 2025)] }).Satisfied);

    [TestMethod]
    public void Program_YearOfOneAndCodeOfAnother_IsNotEnough() =>
        Assert.IsFalse(Decide(new RuleScope { ProgramsIn = ["BSCS"], CatalogYearFrom = 2025 }, Biologist with { Programs = [new("BSBIO", 2025), new("BSCS", 2024)] }).Satisfied);

    [TestMethod]
    public void Program_LearnerWithoutOne_IsOutsideOnlyWhereOneIsAsked()
    {
        var visitor = Biologist with { Programs = [] };

        Assert.IsFalse(Decide(new RuleScope { ProgramsIn = ["BSBIO"] }, visitor).Satisfied);
        Assert.IsTrue(Decide(new RuleScope { ProgramsOut = ["BSBIO"] }, visitor).Satisfied);
    }

    [TestMethod]
    public void Level_Other_IsSaid() =>
        AssertScope(new RuleScope { Level = CourseLevel.Graduate }, Biologist, ConditionKind.Level, false, "This rule is for graduate level; yours is lower.");

    [TestMethod]
    public void Standing_OneOfThose_IsMet() => AssertScope(
        new RuleScope { Standings = [LearnerStanding.Admitted, LearnerStanding.Enrolled] }, Biologist, ConditionKind.Standing, true,
        "This rule is for learners who are admitted or enrolled; you are enrolled.");

    [TestMethod]
    public void Standing_Other_IsNotMet() => Assert.IsFalse(Decide(new RuleScope { Standings = [LearnerStanding.Graduated] }, Biologist).Satisfied);

    [TestMethod]
    public void Campus_Other_IsSaid() => AssertScope(
        new RuleScope { Campuses = ["North", "West"] }, Biologist, ConditionKind.Campus, false, "This rule is for campus North or West; yours is Main.");

    [TestMethod]
    public void Campus_NotRecorded_IsNotMet() => Assert.IsFalse(Decide(new RuleScope { Campuses = ["Main"] }, Biologist with { Campus = null }).Satisfied);

    private static RuleDecision Decide(RuleScope scope, LearnerFacts learner) =>
        new RuleWorld { Learner = learner }.Rule("EQ-00001", Ap("a"), rule => rule with { Scope = scope }).Decide(Has("a"));

    private static void AssertScope(RuleScope scope, LearnerFacts learner, ConditionKind kind, bool met, string sentence)
    {
        var decision = Decide(scope, learner);
        var told = decision.Scope.Single();

        Assert.AreEqual(sentence, told.Sentence);
        Assert.AreEqual(kind, told.Kind);
        Assert.AreEqual(met, told.Met);
        Assert.AreEqual(met, decision.Satisfied);
    }
}
