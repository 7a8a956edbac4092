using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules.Policy;

[TestClass]
public sealed class CapTests
{
    [TestMethod]
    public void Block_WouldPass_IsBlockedAndAPersonIsAsked()
    {
        var decision = Two().Cap(new CreditCap(CapAction.Block, 5), PolicyScope.Program, "BS-CS").InProgram("BS-CS", 120).Evaluate(Has("a"), Has("b")).Decisions[1];

        Assert.AreEqual(RuleOutcome.Blocked, decision.Outcome);
        Assert.IsTrue(decision.AsksPerson);
        CollectionAssert.AreEqual(new[] { "This would make 6 credits; the limit is 5 credits, set for programme BS-CS." }, decision.Reasons.ToArray());
        Assert.StartsWith("EQ-00002, Title of EQ-00002: met, but 3 credits would pass a limit: a person decides.\n", decision.Explanation);
        Assert.Contains("credential:ap:b", decision.UseKeys);
    }

    [TestMethod]
    public void Block_ExactlyReached_IsGranted() =>
        Assert.AreEqual(2, Two().Cap(new CreditCap(CapAction.Block, 6)).Evaluate(Has("a"), Has("b")).Count(RuleOutcome.Grant));

    [TestMethod]
    public void Review_Passed_AsksAPersonForAllThatCounts()
    {
        var evaluation = Two().Cap(new CreditCap(CapAction.Review, 5)).Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(2, evaluation.Count(RuleOutcome.Request));
        CollectionAssert.AreEqual(new[] { "This would make 6 credits; the limit is 5 credits, set for the institution." }, evaluation.Decisions[0].Reasons.ToArray());
    }

    [TestMethod]
    public void Warn_Passed_GrantsWithTheSentence()
    {
        var decision = Two().Cap(new CreditCap(CapAction.Warn, 5)).Evaluate(Has("a"), Has("b")).Decisions[0];

        Assert.AreEqual(RuleOutcome.Grant, decision.Outcome);
        Assert.IsEmpty(decision.Reasons);
        Assert.EndsWith("\nThis would make 6 credits; the limit is 5 credits, set for the institution.", decision.Explanation);
    }

    [TestMethod]
    public void Percentage_OfTheProgramme_SaysWhatItIsOf() => Assert.AreEqual(
        "At most 6 credits, 5 percent of the 120 of programme BS-CS, set for the institution: what is above is not granted unless a person decides so.",
        Two().InProgram("BS-CS", 120).Cap(new CreditCap(CapAction.Block, PercentOfProgram: 5)).Caps().Single().Sentence);

    [TestMethod]
    public void Percentage_NoProgramme_IsNotInForce() => Assert.IsEmpty(Two().Cap(new CreditCap(CapAction.Block, PercentOfProgram: 5)).Caps());

    [TestMethod]
    public void Layers_SameCredit_NearestWins()
    {
        var caps = Two().InProgram("BS-CS", 120)
            .Cap(new CreditCap(CapAction.Block, 60)).Cap(new CreditCap(CapAction.Block, 30) { Partner = "ap" })
            .Cap(new CreditCap(CapAction.Review, 90), PolicyScope.Program, "BS-CS").Cap(new CreditCap(CapAction.Block, 10), PolicyScope.Program, "BA-ART")
            .Cap(new CreditCap(CapAction.Warn, 45), PolicyScope.Partner, "ap").Caps();

        CollectionAssert.AreEqual(
            new[] { "90 credits, set for programme BS-CS", "45 credits, set for partner ap" }, caps.Select(cap => cap.Text).ToArray());
    }

    [TestMethod]
    public void Basis_OtherThanTheRules_DoesNotCount() =>
        Assert.AreEqual(2, Two().Cap(new CreditCap(CapAction.Block, 0) { Basis = Basis.Ace }).Evaluate(Has("a"), Has("b")).Count(RuleOutcome.Grant));

    [TestMethod]
    public void Basis_TheRules_Counts()
    {
        var decision = Two().Cap(new CreditCap(CapAction.Block, 0) { Basis = Basis.FacultyReview }).Evaluate(Has("a")).Decisions[0];

        CollectionAssert.AreEqual(new[] { "This would make 3 credits by faculty review; the limit is 0 credits, set for the institution." }, decision.Reasons.ToArray());
    }

    [TestMethod]
    public void Partner_TheCredentials_Counts() =>
        Assert.AreEqual(2, Two().Cap(new CreditCap(CapAction.Block, 2), PolicyScope.Partner, "ap").Evaluate(Has("a"), Has("b")).Count(RuleOutcome.Blocked));

    [TestMethod]
    public void Partner_OtherEvidenceAtHand_IsUsed()
    {
        var decision = new RuleWorld().Rule("EQ-00001", new AnyOf([Ap("a"), new Earned(new AchievementSelector("comptia", "a+"))]))
            .Cap(new CreditCap(CapAction.Block, 2), PolicyScope.Partner, "ap").Decide(Has("a"), Has("a+") with { Partner = "comptia" });

        Assert.AreEqual(RuleOutcome.Grant, decision.Outcome);
        Assert.AreEqual("comptia", decision.Credentials.Single().Partner);
    }

    [TestMethod]
    public void Level_OfTheLine_Counts()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", Ap("a"), new ElectiveCredit("L1", null, CourseLevel.Upper, 3)).Rule("EQ-00002", Ap("b"), new ElectiveCredit("L1", null, CourseLevel.Lower, 3))
            .Cap(new CreditCap(CapAction.Block, 2) { Level = CourseLevel.Lower }).Evaluate(Has("a"), Has("b"));

        CollectionAssert.AreEqual(new[] { RuleOutcome.Grant, RuleOutcome.Blocked }, evaluation.Decisions.Select(decision => decision.Outcome).ToArray());
    }

    [TestMethod]
    [DataRow(EarlierAwardState.Granted, RuleOutcome.Blocked)]
    [DataRow(EarlierAwardState.Requested, RuleOutcome.Blocked)]
    [DataRow(EarlierAwardState.Declined, RuleOutcome.Grant)]
    public void Earlier_CountsUnlessDeclined(EarlierAwardState state, RuleOutcome outcome) => Assert.AreEqual(outcome,
        new RuleWorld().Rule("EQ-00001", Ap("a")).Cap(new CreditCap(CapAction.Block, 5))
            .Earlier(new("EQ-00009", Id("EQ-00009"), "L1", [Id("z")], ["credential:ap:z"], [], state) { Credits = 3, Partners = ["ap"] }).Decide(Has("a")).Outcome);

    [TestMethod]
    public void Block_OneOfTwoFits_TheOneWorthMoreIsGranted()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", Ap("a"), new ElectiveCredit("L1", null, CourseLevel.Lower, 2)).Rule("EQ-00002", Ap("b"), new ElectiveCredit("L1", null, CourseLevel.Lower, 4))
            .Cap(new CreditCap(CapAction.Block, 5)).Evaluate(Has("a"), Has("b"));

        CollectionAssert.AreEqual(new[] { RuleOutcome.Blocked, RuleOutcome.Grant }, evaluation.Decisions.Select(decision => decision.Outcome).ToArray());
    }

    [TestMethod]
    [DataRow(60, 30, 33)]
    [DataRow(63, 30, 30)]
    [DataRow(120, 30, 30)]
    [DataRow(30, 30, 63)]
    public void Residency_OfTheLast_LeavesWhatMayComeFromElsewhere(int earned, int least, int limit)
    {
        var cap = new RuleWorld().InProgram("BS-CS", 123).OnTranscript("BIO 111", TranscriptState.Passed, credits: earned)
            .Layer(PolicyScope.Institution, "", new PolicyContent { Residency = new Residency(CapAction.Block, least, 60) }).Caps().Single();

        Assert.AreEqual(limit, cap.Limit);
        Assert.AreEqual("so that 30 of the last 60 credits of programme BS-CS are earned here, set for the institution", cap.Source);
    }

    [TestMethod]
    public void Residency_TransferredLate_CountsAsElsewhere() => Assert.AreEqual(20,
        new RuleWorld().InProgram("BS-CS", 120).OnTranscript("BIO 111", TranscriptState.Transferred, credits: 10, term: new(2026, 8, 20))
            .OnTranscript("BIO 112", TranscriptState.Passed, credits: 60, term: new(2024, 8, 20))
            .Layer(PolicyScope.Institution, "", new PolicyContent { Residency = new Residency(CapAction.Block, 30, 60) }).Caps().Single().Limit);

    [TestMethod]
    [DataRow(CapAction.Block, RuleOutcome.Blocked)]
    [DataRow(CapAction.Review, RuleOutcome.Request)]
    [DataRow(CapAction.Warn, RuleOutcome.Grant)]
    public void TranscriptState_AsTheLayerSays(CapAction action, RuleOutcome outcome) => Assert.AreEqual(outcome,
        new RuleWorld().OnTranscript("BIO 111", TranscriptState.InProgress).Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"))
            .Layer(PolicyScope.Institution, "", new PolicyContent { TranscriptStates = [new(TranscriptState.InProgress, action)] }).Decide(Has("a")).Outcome);

    private static RuleWorld Two() => new RuleWorld().Rule("EQ-00001", Ap("a")).Rule("EQ-00002", Ap("b"));
}
