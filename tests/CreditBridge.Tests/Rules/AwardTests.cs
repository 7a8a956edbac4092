using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class AwardTests
{
    [TestMethod]
    public void Course_CreditsGiven_AreGiven() => AssertLine(new CourseCredit("L1", "BIO 111", 2.5m), 2.5m, AwardState.Open, "BIO 111: 2.5 credits.");

    [TestMethod]
    public void Course_CreditsMissing_ComeFromTheCatalogue()
    {
        var line = AssertLine(new CourseCredit("L1", "BIO 111"), 3, AwardState.Open, "BIO 111: 3 credits, as the catalogue says.");

        Assert.AreEqual(CourseLevel.Lower, line.Level);
        CollectionAssert.AreEqual(new[] { "BIO 111" }, line.Courses.ToArray());
        CollectionAssert.AreEqual(new[] { "BIO 111" }, line.CourseGroups.ToArray());
    }

    [TestMethod]
    public void Course_CatalogueHasARange_IsForAPerson() => AssertLine(
        new CourseCredit("L1", "IND 290"), 1, AwardState.NeedsPerson, "IND 290 carries 1 to 4 credits: a person sets how many.",
        new RuleWorld().Course("IND 290", 1, 4));

    [TestMethod]
    public void Course_InProgressAndARange_BothAreSaid() => AssertLine(
        new CourseCredit("L1", "IND 290"), 1, AwardState.NeedsPerson,
        "IND 290 is on your transcript as in progress. IND 290 carries 1 to 4 credits: a person sets how many.",
        new RuleWorld().Course("IND 290", 1, 4).OnTranscript("IND 290", TranscriptState.InProgress));

    [TestMethod]
    public void Course_CatalogueHasNoCredits_IsForAPerson() => AssertLine(
        new CourseCredit("L1", "IND 290"), 0, AwardState.NeedsPerson, "The catalogue does not say how many credits IND 290 carries: a person sets them.",
        new RuleWorld().Course("IND 290", null, null));

    [TestMethod]
    public void Course_CatalogueSaysNoCredits_IsForAPerson() => AssertLine(
        new CourseCredit("L1", "IND 290"), 0, AwardState.NeedsPerson, "The catalogue gives IND 290 no credits: a person sets them.",
        new RuleWorld().Course("IND 290", 0, 0));

    [TestMethod]
    public void Course_NotInTheCatalogue_IsForAPerson() =>
        AssertLine(new CourseCredit("L1", "XYZ 999", 3), 3, AwardState.NeedsPerson, "XYZ 999 is not in the catalogue.");

    [TestMethod]
    public void Course_NoLongerInTheCatalogue_IsForAPerson() => AssertLine(
        new CourseCredit("L1", "BIO 111"), 3, AwardState.NeedsPerson, "BIO 111 is not in the catalogue on 15 Nov 2026.",
        new RuleWorld().Course("BIO 111", to: new DateOnly(2026, 11, 14)));

    [TestMethod]
    public void Course_LastDayInTheCatalogue_IsOpen() => AssertLine(
        new CourseCredit("L1", "BIO 111"), 3, AwardState.Open, "BIO 111: 3 credits, as the catalogue says.",
        new RuleWorld().Course("BIO 111", to: new DateOnly(2026, 11, 15)));

    [TestMethod]
    public void Course_Converted_ShowsTheFactor() => AssertLine(
        new CourseCredit("L1", "BIO 111", 4, new CreditConversion("quarter to semester", 0.6667m)), 2.667m, AwardState.Open,
        "BIO 111: 2.667 credits (4 × 0.6667, quarter to semester).");

    [TestMethod]
    [DataRow(TranscriptState.Passed, AwardState.Blocked, "BIO 111 is passed already.")]
    [DataRow(TranscriptState.Transferred, AwardState.Blocked, "BIO 111 is transferred already.")]
    [DataRow(TranscriptState.InProgress, AwardState.NeedsPerson, "BIO 111 is on your transcript as in progress.")]
    [DataRow(TranscriptState.Incomplete, AwardState.NeedsPerson, "BIO 111 is on your transcript as incomplete.")]
    [DataRow(TranscriptState.Failed, AwardState.NeedsPerson, "BIO 111 is on your transcript as failed.")]
    [DataRow(TranscriptState.Withdrawn, AwardState.NeedsPerson, "BIO 111 is on your transcript as withdrawn.")]
    [DataRow(TranscriptState.Audited, AwardState.NeedsPerson, "BIO 111 is on your transcript as audited.")]
    public void Course_OnTheTranscript_BlocksOrNeedsAPerson(TranscriptState state, AwardState expected, string sentence)
    {
        var decision = new RuleWorld().OnTranscript("BIO 111", state).Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111")).Decide(Has("a"));

        Assert.AreEqual(expected, decision.Lines.Single().State);
        Assert.AreEqual(sentence, decision.Lines.Single().Sentence);
        Assert.AreEqual(expected == AwardState.Blocked ? RuleOutcome.Blocked : RuleOutcome.Request, decision.Outcome);
    }

    [TestMethod]
    public void Course_CrossListedCoursePassed_IsBlocked() => AssertLine(
        new CourseCredit("L1", "BIO 111"), 3, AwardState.Blocked, "ENV 111, the same as BIO 111, is passed already.",
        new RuleWorld().Course("BIO 111", group: "bio").Course("ENV 111", group: "bio").OnTranscript("ENV 111", TranscriptState.Passed));

    [TestMethod]
    public void Course_Placeholder_MayBeEarnedManyTimes()
    {
        var line = AssertLine(
            new CourseCredit("L1", "BUSN 1---"), 3, AwardState.Open, "BUSN 1---: 3 credits, as the catalogue says.",
            new RuleWorld().Course("BUSN 1---", placeholder: true).OnTranscript("BUSN 1---", TranscriptState.Passed));

        Assert.IsEmpty(line.CourseGroups);
    }

    [TestMethod]
    public void Lines_OneBlocked_TheOthersAreOfferedAndAPersonLooks()
    {
        var decision = new RuleWorld().OnTranscript("BIO 111", TranscriptState.Passed)
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"), new CourseCredit("L2", "BIO 112")).Decide(Has("a"));

        Assert.AreEqual(RuleOutcome.Request, decision.Outcome);
        Assert.AreEqual(3, decision.Credits);
        CollectionAssert.AreEqual(new[] { "BIO 112" }, decision.CourseGroups.ToArray());
        CollectionAssert.AreEqual(new[] { "BIO 111 is passed already." }, decision.Reasons.ToArray());
    }

    [TestMethod]
    public void Lines_SameCourseTwice_AreGivenOnce()
    {
        var decision = new RuleWorld().Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"), new CourseCredit("L2", "BIO 111")).Decide(Has("a"));

        Assert.AreEqual(3, decision.Credits);
        Assert.AreEqual(RuleOutcome.Request, decision.Outcome);
        Assert.AreEqual("BIO 111 is given by another line of this rule already.", decision.Lines[1].Sentence);
    }

    [TestMethod]
    public void Elective_Subject_IsSaid()
    {
        var line = AssertLine(new ElectiveCredit("L1", "BUSN", CourseLevel.Upper, 1), 1, AwardState.Open, "Elective credit in BUSN, upper level: 1 credit.");

        Assert.AreEqual(CourseLevel.Upper, line.Level);
        Assert.IsEmpty(line.CourseGroups);
    }

    [TestMethod]
    public void Elective_Free_IsSaid() =>
        AssertLine(new ElectiveCredit("L1", null, CourseLevel.Graduate, 3), 3, AwardState.Open, "Elective credit, graduate level: 3 credits.");

    [TestMethod]
    public void Elective_PlaceholderNotInTheCatalogue_IsForAPerson() => AssertLine(
        new ElectiveCredit("L1", "BUSN", CourseLevel.Lower, 3, "BUSN 1---"), 3, AwardState.NeedsPerson, "BUSN 1--- is not in the catalogue.");

    [TestMethod]
    public void Elective_Converted_ShowsTheFactor() => AssertLine(
        new ElectiveCredit("L1", null, CourseLevel.Lower, 5, Conversion: new CreditConversion("ECTS", 0.5m)), 2.5m, AwardState.Open,
        "Elective credit, lower level: 2.5 credits (5 × 0.5, ECTS).");

    [TestMethod]
    public void Block_AllOpen_GivesTheTotal()
    {
        var line = AssertLine(
            new BlockCredit("L1", ["BIO 111", "BIO 112", "MATH 101"], 8), 8, AwardState.Open, "BIO 111, BIO 112 and MATH 101: 8 credits in total.");

        CollectionAssert.AreEqual(new[] { "BIO 111", "BIO 112", "MATH 101" }, line.CourseGroups.ToArray());
    }

    [TestMethod]
    public void Block_OneCoursePassed_IsForAPerson()
    {
        var line = AssertLine(
            new BlockCredit("L1", ["BIO 111", "BIO 112"], 6), 6, AwardState.NeedsPerson,
            "BIO 111 is passed already. The credits of the block are not allotted to its courses: a person decides.",
            new RuleWorld().OnTranscript("BIO 111", TranscriptState.Passed));

        CollectionAssert.AreEqual(new[] { "BIO 112" }, line.CourseGroups.ToArray());
    }

    [TestMethod]
    public void Block_AllPassed_IsBlocked()
    {
        var world = new RuleWorld().OnTranscript("BIO 111", TranscriptState.Passed).OnTranscript("BIO 112", TranscriptState.Passed);

        Assert.AreEqual(
            RuleOutcome.Blocked, world.Rule("EQ-00001", Ap("a"), new BlockCredit("L1", ["BIO 111", "BIO 112"], 6)).Decide(Has("a")).Outcome);
    }

    [TestMethod]
    public void Exemption_Course_NeedNotBeTaken()
    {
        var line = AssertLine(new Exemption("L1", "MATH 101"), 0, AwardState.Open, "MATH 101 need not be taken.");

        CollectionAssert.AreEqual(new[] { "MATH 101" }, line.CourseGroups.ToArray());
    }

    [TestMethod]
    public void Choice_TwoOpen_IsForAPersonToPick()
    {
        var decision = Choice(new RuleWorld());
        var line = decision.Lines.Single();

        Assert.AreEqual(RuleOutcome.Request, decision.Outcome);
        Assert.AreEqual("One to choose: ART 105: 3 credits, as the catalogue says. Or ART 106: 2 credits.", line.Sentence);
        Assert.AreEqual(2, line.Credits);
        CollectionAssert.AreEqual(new[] { "ART 105", "ART 106" }, line.CourseGroups.ToArray());
        Assert.HasCount(2, line.Options);
    }

    [TestMethod]
    public void Choice_OnePassed_OffersTheOther()
    {
        var line = Choice(new RuleWorld().OnTranscript("ART 105", TranscriptState.Passed)).Lines.Single();

        Assert.AreEqual(AwardState.NeedsPerson, line.State);
        CollectionAssert.AreEqual(new[] { "ART 106" }, line.CourseGroups.ToArray());
        Assert.AreEqual(AwardState.Blocked, line.Options[0].State);
    }

    [TestMethod]
    public void Choice_AllPassed_IsBlocked()
    {
        var decision = Choice(new RuleWorld().OnTranscript("ART 105", TranscriptState.Passed).OnTranscript("ART 106", TranscriptState.Transferred));

        Assert.AreEqual(RuleOutcome.Blocked, decision.Outcome);
        Assert.AreEqual("ART 105 is passed already. ART 106 is transferred already.", decision.Lines.Single().Sentence);
    }

    [TestMethod]
    public void NoCredit_Reason_IsSaid()
    {
        var decision = new RuleWorld().Rule("EQ-00001", Ap("a"), new NoCredit("L1", "the exam is not assessed.")).Decide(Has("a"));

        Assert.AreEqual(RuleOutcome.Blocked, decision.Outcome);
        Assert.AreEqual("No credit: the exam is not assessed.", decision.Lines.Single().Sentence);
        Assert.IsEmpty(decision.UseKeys);
    }

    [TestMethod]
    public void Awards_None_AreForAPerson()
    {
        var decision = new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { Awards = [] }).Decide(Has("a"));

        Assert.AreEqual(RuleOutcome.Request, decision.Outcome);
        CollectionAssert.AreEqual(new[] { "This rule does not say what it gives." }, decision.Reasons.ToArray());
    }

    [TestMethod]
    public void Line_GradeCode_IsTheRules() => Assert.AreEqual(
        "TR", new RuleWorld().Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111") { GradeCode = "TR" }).Decide(Has("a")).Lines.Single().Award.GradeCode);

    private static RuleDecision Choice(RuleWorld world) =>
        world.Rule("EQ-00001", Ap("a"), new ChoiceOf("L1", [new CourseCredit("L1a", "ART 105"), new CourseCredit("L1b", "ART 106", 2)])).Decide(Has("a"));

    private static AwardLine AssertLine(CreditAward award, decimal credits, AwardState state, string sentence, RuleWorld? world = null)
    {
        var line = (world ?? new RuleWorld()).Rule("EQ-00001", Ap("a"), award).Decide(Has("a")).Lines.Single();

        Assert.AreEqual(sentence, line.Sentence);
        Assert.AreEqual(state, line.State);
        Assert.AreEqual(credits, line.Credits);
        Assert.AreEqual("L1", line.LineId);
        return line;
    }
}
