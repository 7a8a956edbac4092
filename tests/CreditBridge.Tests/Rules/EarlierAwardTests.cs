using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class EarlierAwardTests
{
    [TestMethod]
    [DataRow(EarlierAwardState.Granted, "Credit by this rule was granted before.")]
    [DataRow(EarlierAwardState.Requested, "Credit by this rule is asked for already and waits for a decision.")]
    [DataRow(EarlierAwardState.Declined, "Credit by this rule was declined on the same evidence; you may appeal, or earn something new.")]
    public void SameRule_SameEvidence_IsDecidedAlready(EarlierAwardState state, string reason)
    {
        var decision = new RuleWorld().Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111")).Earlier(Award("EQ-00001", "a", state)).Decide(Has("a"));

        Assert.AreEqual(RuleOutcome.AlreadyDecided, decision.Outcome);
        CollectionAssert.AreEqual(new[] { reason }, decision.Reasons.ToArray());
        Assert.IsEmpty(decision.UseKeys);
    }

    [TestMethod]
    public void SameRule_LaterVersion_IsDecidedAlready()
    {
        var world = new RuleWorld().Rule("EQ-00001", Ap("a"));
        var second = world.Rules.Single() with { VersionId = Id("second"), Number = 2 };

        Assert.AreEqual(
            RuleOutcome.AlreadyDecided, new RuleWorld().Rule(second).Earlier(Award("EQ-00001", "a", EarlierAwardState.Granted)).Decide(Has("a")).Outcome);
    }

    [TestMethod]
    [DataRow(EarlierAwardState.Granted, RuleOutcome.AlreadyDecided)]
    [DataRow(EarlierAwardState.Requested, RuleOutcome.AlreadyDecided)]
    [DataRow(EarlierAwardState.Declined, RuleOutcome.Grant)]
    public void SameRule_NewEvidence_ReopensOnlyANo(EarlierAwardState state, RuleOutcome outcome)
    {
        var decision = new RuleWorld().Rule("EQ-00001", new AnyOf([Ap("a"), Ap("b")])).Earlier(Award("EQ-00001", "a", state)).Decide(Has("a"), Has("b"));

        Assert.AreEqual(outcome, decision.Outcome);
        if (outcome == RuleOutcome.Grant)
            Assert.AreEqual("ap:b", decision.Credentials.Single().CanonicalId);
    }

    [TestMethod]
    public void OtherRule_UsedTheCredential_IsNotChosen()
    {
        var decision = new RuleWorld().Rule("EQ-00002", Ap("a")).Earlier(Award("EQ-00001", "a", EarlierAwardState.Granted)).Decide(Has("a"));

        Assert.AreEqual(RuleOutcome.NotChosen, decision.Outcome);
        Assert.AreEqual("EQ-00001", decision.InFavourOf);
    }

    [TestMethod]
    public void OtherRule_Declined_LeavesTheCredential() => Assert.AreEqual(
        RuleOutcome.Grant, new RuleWorld().Rule("EQ-00002", Ap("a")).Earlier(Award("EQ-00001", "a", EarlierAwardState.Declined)).Decide(Has("a")).Outcome);

    [TestMethod]
    public void OtherRule_UsedTheLearning_ARenewalEarnsNothing()
    {
        var decision = new RuleWorld().Rule("EQ-00002", Ap("a")).Earlier(Award("EQ-00001", "a", EarlierAwardState.Granted)).Decide(Has("a", id: "renewed"));

        Assert.AreEqual(RuleOutcome.NotChosen, decision.Outcome);
    }

    [TestMethod]
    public void Achievement_JoinedASameLearningGroupSince_ItsLearningStaysUsed()
    {
        var world = new RuleWorld()
            .Achievement(new("ap", "a", "A") { SameLearning = "same" })
            .Achievement(new("ap", "b", "B") { SameLearning = "same" })
            .Rule("EQ-00002", Ap("b"))
            .Earlier(Award("EQ-00001", "a", EarlierAwardState.Granted));

        Assert.AreEqual(RuleOutcome.NotChosen, world.Decide(Has("a"), Has("b")).Outcome);
    }

    [TestMethod]
    public void OtherRule_GaveTheCourse_IsNotChosen()
    {
        var decision = new RuleWorld().Rule("EQ-00002", Ap("b"), new CourseCredit("L1", "BIO 111"))
            .Earlier(Award("EQ-00001", "a", EarlierAwardState.Granted)).Decide(Has("b"));

        Assert.AreEqual(RuleOutcome.NotChosen, decision.Outcome);
        Assert.AreEqual("EQ-00001", decision.InFavourOf);
    }

    [TestMethod]
    public void Repeatable_OneOccurrenceGranted_TheNextIsNew()
    {
        var evaluation = new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { Repeatable = true })
            .Earlier(new("EQ-00001", Id("EQ-00001"), "L1", [Id("a1")], ["credential:ap:a1"], [], EarlierAwardState.Granted))
            .Evaluate(Has("a", id: "a1"), Has("a", id: "a2"));

        Assert.AreEqual(RuleOutcome.AlreadyDecided, evaluation.Decisions.Single(decision => decision.Occurrence == "ap:a1").Outcome);
        Assert.AreEqual(RuleOutcome.Grant, evaluation.Decisions.Single(decision => decision.Occurrence == "ap:a2").Outcome);
    }

    /// <summary>The second night changes nothing: what the first decided is given back as earlier awards.</summary>
    [TestMethod]
    public void EverythingDecided_EvaluatedAgain_IsAlreadyDecided()
    {
        var world = new RuleWorld().Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111")).Rule("EQ-00002", Ap("b"), rule => rule with { AutoGrant = false });
        foreach (var decision in world.Evaluate(Has("a"), Has("b")).Decisions)
        {
            world.Earlier(new(
                decision.RuleCode, decision.RuleVersionId, decision.Lines[0].LineId, [.. decision.Credentials.Select(credential => credential.Id)],
                decision.UseKeys, decision.CourseGroups, decision.Outcome == RuleOutcome.Grant ? EarlierAwardState.Granted : EarlierAwardState.Requested));
        }

        Assert.AreEqual(2, world.Evaluate(Has("a"), Has("b")).Count(RuleOutcome.AlreadyDecided));
    }

    private static EarlierAward Award(string rule, string achievement, EarlierAwardState state) =>
        new(rule, Id(rule), "L1", [Id(achievement)], [$"achievement:ap/{achievement}", $"credential:ap:{achievement}"], ["BIO 111"], state);
}
