using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

/// <summary>Two rules want one credential, or one course: which is chosen, and what is said of the other.</summary>
[TestClass]
public sealed class SelectionTests
{
    [TestMethod]
    public void NoCredit_GoesBeforeEverything()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00002", Ap("a"), new NoCredit("L1", "not assessed."))
            .Evaluate(Has("a"));

        Assert.AreEqual(2, evaluation.Count(RuleOutcome.Blocked));
        Assert.AreEqual("EQ-00002", evaluation.Decisions[0].InFavourOf);
        CollectionAssert.AreEqual(new[] { "a gives no credit, by EQ-00002." }, evaluation.Decisions[0].Reasons.ToArray());
    }

    [TestMethod]
    public void NoCredit_ForALowScore_LeavesTheBetterResult()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00002", Scored("a", null, 2), new NoCredit("L1", "the score is too low."))
            .Evaluate(Has("a", 2, "first"), Has("a", 5, "second"));

        Assert.AreEqual(RuleOutcome.Grant, evaluation.Decisions[0].Outcome);
        Assert.AreEqual("ap:second", evaluation.Decisions[0].Credentials.Single().CanonicalId);
    }

    [TestMethod]
    public void NoCredit_OtherEvidenceAtHand_TheRuleIsMetByIt()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", new AnyOf([Ap("a"), Ap("b")]), new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00002", Ap("a"), new NoCredit("L1", "not assessed."))
            .Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(RuleOutcome.Grant, evaluation.Decisions[0].Outcome);
        CollectionAssert.AreEqual(new[] { "achievement:ap/b", "credential:ap:b" }, evaluation.Decisions[0].UseKeys.ToArray());
    }

    [TestMethod]
    public void NoCredit_FirstChoiceUsedElsewhere_IsNotFallenBackOn()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111", 6))
            .Rule("EQ-00002", new AnyOf([Ap("a"), Ap("b"), Ap("c")]), new CourseCredit("L1", "MATH 101"))
            .Rule("EQ-00003", Ap("b"), new NoCredit("L1", "not assessed."))
            .Evaluate(Has("a"), Has("b"), Has("c"));

        Assert.AreEqual("ap:c", evaluation.Decisions[1].Credentials.Single().CanonicalId);
    }

    [TestMethod]
    public void RequiredByTheProgramme_GoesBeforeElective()
    {
        var world = new RuleWorld().Program("BSBIO", "BIO 111")
            .Rule("EQ-00001", Ap("a"), new ElectiveCredit("L1", "GEN", CourseLevel.Lower, 6))
            .Rule("EQ-00002", Ap("a"), new CourseCredit("L1", "BIO 111"));

        AssertChosen("EQ-00001", world, Has("a"));
        world.Learner = world.Learner with { Programs = [new("BSBIO", 2026)] };
        AssertChosen("EQ-00002", world, Has("a"));
    }

    [TestMethod]
    public void Specific_GoesBeforePattern() => AssertChosen(
        "EQ-00002",
        new RuleWorld().Achievement(new("ap", "a", "A") { Skills = ["Python"] })
            .Rule("EQ-00001", new Earned(new PatternSelector(Skill: "Python")), new ElectiveCredit("L1", "GEN", CourseLevel.Lower, 6))
            .Rule("EQ-00002", Ap("a"), new CourseCredit("L1", "BIO 111")),
        Has("a"));

    [TestMethod]
    public void MostCredits_GoFirst() => AssertChosen(
        "EQ-00002",
        new RuleWorld().Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00002", Ap("a"), rule => rule with { AutoGrant = false }, new CourseCredit("L1", "BIO 112", 4)),
        Has("a"));

    [TestMethod]
    public void Automatic_GoesBeforeReview() => AssertChosen(
        "EQ-00002",
        new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { AutoGrant = false }, new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00002", Ap("a"), new CourseCredit("L1", "BIO 112")),
        Has("a"));

    [TestMethod]
    public void HigherAssurance_GoesFirst() => AssertChosen(
        "EQ-00002",
        new RuleWorld().Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111")).Rule("EQ-00002", Ap("b"), new CourseCredit("L1", "BIO 111")),
        Has("a"), Has("b") with { Assurance = Assurance.Verified });

    [TestMethod]
    [DataRow("EQ-00001", "EQ-00002", "EQ-00001")]
    [DataRow("EQ-99999", "EQ-100000", "EQ-99999")]
    public void OlderCode_GoesFirst(string first, string second, string chosen) => AssertChosen(
        chosen, new RuleWorld().Rule(second, Ap("a"), new CourseCredit("L1", "BIO 111")).Rule(first, Ap("a"), new CourseCredit("L1", "BIO 112")), Has("a"));

    [TestMethod]
    public void SameCredential_CountsOnce()
    {
        var evaluation = new RuleWorld().Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111")).Rule("EQ-00002", Ap("a"), new CourseCredit("L1", "BIO 112"))
            .Evaluate(Has("a"));

        var other = evaluation.Decisions[1];
        Assert.AreEqual(RuleOutcome.NotChosen, other.Outcome);
        Assert.AreEqual("EQ-00001", other.InFavourOf);
        CollectionAssert.AreEqual(new[] { "a counts for EQ-00001 already." }, other.Reasons.ToArray());
        Assert.AreEqual(0, other.Credits);
        Assert.IsEmpty(other.CourseGroups);
    }

    [TestMethod]
    public void SameLearning_TwoCredentials_CountsOnce()
    {
        var evaluation = new RuleWorld()
            .Achievement(new("ap", "a", "A") { SameLearning = "same" })
            .Achievement(new("ap", "b", "B") { SameLearning = "same" })
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111")).Rule("EQ-00002", Ap("b"), new CourseCredit("L1", "BIO 112"))
            .Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(1, evaluation.Count(RuleOutcome.Grant));
        Assert.AreEqual(1, evaluation.Count(RuleOutcome.NotChosen));
        Assert.Contains("learning:same", evaluation.Decisions[0].UseKeys);
    }

    [TestMethod]
    public void SameBadge_PulledAndUploaded_CountsOnce()
    {
        var evaluation = new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { Repeatable = true })
            .Evaluate(Has("a", id: "one"), Has("a", id: "two") with { CanonicalId = "ap:one" });

        Assert.AreEqual(1, evaluation.Count(RuleOutcome.Grant));
        Assert.AreEqual(3, evaluation.RecommendedCredits);
    }

    [TestMethod]
    public void SameCourse_FromTwoCredentials_IsGivenOnce()
    {
        var evaluation = new RuleWorld().Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111")).Rule("EQ-00002", Ap("b"), new CourseCredit("L1", "BIO 111"))
            .Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(RuleOutcome.NotChosen, evaluation.Decisions[1].Outcome);
        Assert.AreEqual("EQ-00001", evaluation.Decisions[1].InFavourOf);
        Assert.AreEqual("BIO 111 is given by EQ-00001 already.", evaluation.Decisions[1].Lines.Single().Sentence);
    }

    [TestMethod]
    public void CrossListedCourses_AreGivenOnce()
    {
        var evaluation = new RuleWorld().Course("BIO 111", group: "bio").Course("ENV 111", group: "bio")
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111")).Rule("EQ-00002", Ap("b"), new CourseCredit("L1", "ENV 111"))
            .Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(RuleOutcome.NotChosen, evaluation.Decisions[1].Outcome);
    }

    [TestMethod]
    public void SameCourse_OneOfTwoLines_TheOtherIsOfferedByAPerson()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"), new CourseCredit("L2", "BIO 112"))
            .Rule("EQ-00002", Ap("b"), new CourseCredit("L1", "BIO 111"), new CourseCredit("L2", "MATH 101"))
            .Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(RuleOutcome.Request, evaluation.Decisions[1].Outcome);
        CollectionAssert.AreEqual(new[] { "MATH 101" }, evaluation.Decisions[1].CourseGroups.ToArray());
    }

    [TestMethod]
    public void Stack_OtherEvidenceAtHand_LeavesWhatABetterRuleUses()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111", 6))
            .Rule("EQ-00002", new AtLeast(2, [Ap("a"), Ap("b"), Ap("c")]), new CourseCredit("L1", "MATH 101"))
            .Evaluate(Has("a"), Has("b"), Has("c"));

        Assert.AreEqual(2, evaluation.Count(RuleOutcome.Grant));
        CollectionAssert.AreEquivalent(new[] { "ap:b", "ap:c" }, evaluation.Decisions[1].Credentials.Select(credential => credential.CanonicalId).ToArray());
    }

    [TestMethod]
    public void Band_BestScore_GivesItsOwnBandOnly()
    {
        var world = new RuleWorld()
            .Rule("EQ-00001", Scored("a", 3, below: 4), new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00002", Scored("a", 4), new CourseCredit("L1", "BIO 111"), new CourseCredit("L2", "BIO 112"))
            .OnTranscript("BIO 111", TranscriptState.Passed);

        var evaluation = world.Evaluate(Has("a", 5));

        Assert.AreEqual(RuleOutcome.NotEligible, evaluation.Decisions[0].Outcome);
        Assert.AreEqual(RuleOutcome.Request, evaluation.Decisions[1].Outcome);
        CollectionAssert.AreEqual(new[] { "BIO 112" }, evaluation.Decisions[1].CourseGroups.ToArray());
    }

    [TestMethod]
    public void PassedCourse_AnotherRuleOnTheSameCredential_GoesToAPerson()
    {
        var evaluation = new RuleWorld().OnTranscript("BIO 111", TranscriptState.Passed)
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00002", Ap("a"), new ElectiveCredit("L1", null, CourseLevel.Lower, 3))
            .Evaluate(Has("a"));

        Assert.AreEqual(RuleOutcome.Blocked, evaluation.Decisions[0].Outcome);
        Assert.AreEqual(RuleOutcome.Request, evaluation.Decisions[1].Outcome);
        CollectionAssert.AreEqual(
            new[] { "a also counts for EQ-00001, whose courses you already have: nothing may count twice." }, evaluation.Decisions[1].Reasons.ToArray());
    }

    [TestMethod]
    public void GivenCourse_AnotherRuleOnTheSameCredential_GoesToAPerson()
    {
        var evaluation = new RuleWorld().Achievement(new("ap", "b", "B") { Skills = ["Biology"] })
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00002", Ap("b"), new CourseCredit("L1", "BIO 111"))
            .Rule("EQ-00003", new Earned(new PatternSelector(Skill: "Biology")))
            .Evaluate(Has("a"), Has("b"));

        CollectionAssert.AreEqual(
            new[] { RuleOutcome.Grant, RuleOutcome.NotChosen, RuleOutcome.Request }, evaluation.Decisions.Select(decision => decision.Outcome).ToArray());
    }

    [TestMethod]
    public void Decisions_StandInTheOrderOfCodes()
    {
        var evaluation = new RuleWorld().Rule("EQ-00003", Ap("a")).Rule("EQ-00001", Ap("a")).Rule("EQ-00002", Ap("a")).Evaluate(Has("a"));

        CollectionAssert.AreEqual(new[] { "EQ-00001", "EQ-00002", "EQ-00003" }, evaluation.Decisions.Select(decision => decision.RuleCode).ToArray());
    }

    private static void AssertChosen(string code, RuleWorld world, params PortfolioCredential[] credentials)
    {
        var evaluation = world.Evaluate(credentials);

        Assert.AreEqual(code, evaluation.Decisions.Single(decision => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request).RuleCode);
        Assert.AreEqual(code, evaluation.Decisions.Single(decision => decision.Outcome is RuleOutcome.NotChosen).InFavourOf);
    }
}
