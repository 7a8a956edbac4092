using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class RequirementTests
{
    [TestMethod]
    public void Earned_CredentialOfTheAchievement_IsMet()
    {
        var decision = new RuleWorld().Rule("EQ-00001", Ap("bio")).Decide(Has("bio"));

        Assert.AreEqual(RuleOutcome.Grant, decision.Outcome);
        Assert.AreEqual("bio counts.", decision.Requirement.Sentence);
        CollectionAssert.AreEqual(new[] { Id("bio") }, decision.Credentials.Select(credential => credential.Id).ToArray());
    }

    [TestMethod]
    public void Earned_OtherAchievement_IsNoCandidate() =>
        Assert.IsEmpty(new RuleWorld().Rule("EQ-00001", Ap("bio")).Evaluate(Has("chem")).Decisions);

    [TestMethod]
    public void Earned_ExternalIdInOtherCase_IsNoCandidate() =>
        Assert.IsEmpty(new RuleWorld().Rule("EQ-00001", Ap("bio")).Evaluate(Has("BIO")).Decisions);

    [TestMethod]
    public void Earned_SameLearningFromAnotherPartner_IsMet()
    {
        var decision = new RuleWorld()
            .Achievement(new("ap", "bio", "Biology") { SameLearning = "biology" })
            .Achievement(new("comptia", "b-2", "Biology, new edition") { SameLearning = "biology" })
            .Rule("EQ-00001", Ap("bio"))
            .Decide(Has("b-2") with { Partner = "comptia" });

        Assert.AreEqual(RuleOutcome.Grant, decision.Outcome);
        Assert.AreEqual("Biology, new edition counts as Biology.", decision.Requirement.Sentence);
    }

    [TestMethod]
    public void Earned_TwoCredentials_TakesTheOneThatMeetsTheConditions()
    {
        var decision = new RuleWorld().Rule("EQ-00001", Scored("bio", 70)).Decide(Has("bio", 60, "first"), Has("bio", 75, "second"));

        Assert.AreEqual("ap:second", decision.Credentials.Single().CanonicalId);
    }

    [TestMethod]
    [DataRow(1, false)]
    [DataRow(2, true)]
    public void AllOf_SomeOrAll_NeedsAll(int earned, bool met) => AssertMet(met, new AllOf([Ap("a"), Ap("b")]), earned);

    [TestMethod]
    [DataRow(1, true)]
    [DataRow(2, true)]
    public void AnyOf_OneOrMore_NeedsOne(int earned, bool met) => AssertMet(met, new AnyOf([Ap("a"), Ap("b")]), earned);

    [TestMethod]
    [DataRow(2, false)]
    [DataRow(3, true)]
    [DataRow(4, true)]
    public void AtLeast_ThreeOfFour_NeedsThree(int earned, bool met) => AssertMet(met, new AtLeast(3, [Ap("a"), Ap("b"), Ap("c"), Ap("d")]), earned);

    [TestMethod]
    public void AtLeast_AllThere_UsesNoMoreThanNeeded()
    {
        var decision = new RuleWorld().Rule("EQ-00001", new AtLeast(2, [Ap("a"), Ap("b"), Ap("c")])).Decide(Has("a"), Has("b"), Has("c"));

        CollectionAssert.AreEquivalent(new[] { "ap:a", "ap:b" }, decision.Credentials.Select(credential => credential.CanonicalId).ToArray());
    }

    [TestMethod]
    public void EmptyGroups_AreNeverMet()
    {
        foreach (Requirement empty in new Requirement[] { new AllOf([]), new AnyOf([]), new AtLeast(0, [Ap("b")]), new AtLeast(2, [Ap("a")]) })
        {
            var decision = new RuleWorld().Rule("EQ-00001", new AllOf([Ap("a"), empty])).Decide(Has("a"), Has("b"));

            Assert.AreEqual(RuleOutcome.NotEligible, decision.Outcome, empty.ToString());
        }
    }

    [TestMethod]
    public void Nested_GroupWithinGroup_IsFollowed()
    {
        var tree = new AllOf([Ap("a"), new AnyOf([new AllOf([Ap("b"), Ap("c")]), Ap("d")])]);

        Assert.AreEqual(RuleOutcome.Grant, new RuleWorld().Rule("EQ-00001", tree).Decide(Has("a"), Has("d")).Outcome);
        Assert.AreEqual(RuleOutcome.NotEligible, new RuleWorld().Rule("EQ-00001", tree).Decide(Has("a"), Has("b")).Outcome);
        Assert.AreEqual(RuleOutcome.Grant, new RuleWorld().Rule("EQ-00001", tree).Decide(Has("a"), Has("b"), Has("c")).Outcome);
    }

    [TestMethod]
    public void Stack_SameLearningTwice_CountsOnce()
    {
        var world = new RuleWorld()
            .Achievement(new("ap", "a", "A") { SameLearning = "same" })
            .Achievement(new("ap", "b", "B") { SameLearning = "same" })
            .Rule("EQ-00001", new AtLeast(2, [Ap("a"), Ap("b"), Ap("c")]));

        Assert.AreEqual(RuleOutcome.NotEligible, world.Decide(Has("a"), Has("b")).Outcome);
        Assert.AreEqual(RuleOutcome.Grant, world.Decide(Has("a"), Has("b"), Has("c")).Outcome);
    }

    [TestMethod]
    public void AllOf_FirstPartCouldTakeTheOnlyEvidenceOfTheSecond_LeavesIt()
    {
        var world = new RuleWorld()
            .Achievement(new("ap", "a", "A") { Skills = ["Python"] })
            .Achievement(new("ap", "b", "B") { Skills = ["Python"] })
            .Rule("EQ-00001", new AllOf([new Earned(new PatternSelector(Skill: "Python")), Ap("a")]));

        var decision = world.Decide(Has("a") with { IssuedOn = new(2026, 6, 1) }, Has("b"));

        Assert.AreEqual(RuleOutcome.Grant, decision.Outcome);
        Assert.AreEqual("B counts.", decision.Requirement.Parts[0].Sentence);
        Assert.AreEqual("A counts.", decision.Requirement.Parts[1].Sentence);
    }

    [TestMethod]
    public void Stack_ThousandsOfWaysAndNoneThatFits_EndsAndSaysSo()
    {
        var items = Enumerable.Range(0, 16).Select(_ => (Requirement)new Earned(new PatternSelector(Partner: "ap"))).ToList();
        var world = new RuleWorld();
        foreach (var i in Enumerable.Range(0, 16))
            world.Achievement(new("ap", $"a{i}", $"A{i}"));
        world.Rule("EQ-00001", new AllOf([.. items.Take(14), Ap("a0"), Ap("a0")]));

        var decision = world.Decide([.. Enumerable.Range(0, 16).Select(i => Has($"a{i}"))]);

        Assert.AreEqual(RuleOutcome.NotEligible, decision.Outcome);
        Assert.Contains("too many ways", decision.Reasons.Single());
    }

    [TestMethod]
    [DataRow("skill", true)]
    [DataRow("tag", true)]
    [DataRow("partner", true)]
    [DataRow("name", true)]
    [DataRow("all", true)]
    [DataRow("other skill", false)]
    [DataRow("other partner", false)]
    [DataRow("nothing", false)]
    public void Pattern_PartsGiven_AllMustFit(string which, bool fits)
    {
        var pattern = which switch
        {
            "skill" => new PatternSelector(Skill: "python"),
            "tag" => new PatternSelector(Tag: "DATA"),
            "partner" => new PatternSelector(Partner: "ap"),
            "name" => new PatternSelector(NameContains: "for data"),
            "all" => new PatternSelector("ap", "Python", "data", "Data"),
            "other skill" => new PatternSelector("ap", "Java", "data", "Data"),
            "other partner" => new PatternSelector("comptia", "Python", "data", "Data"),
            _ => new PatternSelector(),
        };
        var world = new RuleWorld().Achievement(new("ap", "py", "Python for Data") { Skills = ["Python"], Tags = ["data"] });

        Assert.HasCount(fits ? 1 : 0, world.Rule("EQ-00001", new Earned(pattern)).Evaluate(Has("py")).Decisions);
    }

    [TestMethod]
    public void Pattern_OncePerRule_GivesOneDecision()
    {
        var evaluation = Pythons(AwardsOnce.PerRule).Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(3, evaluation.RecommendedCredits);
        Assert.AreEqual("", evaluation.Decisions.Single().Occurrence);
    }

    [TestMethod]
    public void Pattern_OncePerCredential_GivesOneDecisionForEach()
    {
        var evaluation = Pythons(AwardsOnce.PerCredential).Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(6, evaluation.RecommendedCredits);
        CollectionAssert.AreEquivalent(new[] { "ap:a", "ap:b" }, evaluation.Decisions.Select(decision => decision.Occurrence).ToArray());
    }

    [TestMethod]
    public void Pattern_OncePerCredentialOfSameLearning_GivesOnce()
    {
        var evaluation = Pythons(AwardsOnce.PerCredential).Evaluate(Has("a", id: "a1"), Has("a", id: "a2"));

        Assert.AreEqual(1, evaluation.Count(RuleOutcome.Grant));
        Assert.AreEqual(1, evaluation.Count(RuleOutcome.NotChosen));
    }

    [TestMethod]
    public void Repeatable_TwoCredentialsOfOneAchievement_GivesForEach()
    {
        var world = new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { Repeatable = true });

        var evaluation = world.Evaluate(Has("a", id: "a1"), Has("a", id: "a2"));

        Assert.AreEqual(2, evaluation.Count(RuleOutcome.Grant));
        CollectionAssert.AreEqual(new[] { "credential:ap:a1" }, evaluation.Decisions.Single(decision => decision.Occurrence == "ap:a1").UseKeys.ToArray());
    }

    [TestMethod]
    public void Repeatable_AnyOfTwo_GivesForEachCredentialOfEither()
    {
        var world = new RuleWorld().Rule("EQ-00001", new AnyOf([Scored("a", 50), Scored("b", 50)]), rule => rule with { Repeatable = true });

        var evaluation = world.Evaluate(Has("a", 60), Has("b", 70), Has("b", 40, "b2"));

        Assert.AreEqual(2, evaluation.Count(RuleOutcome.Grant));
        Assert.AreEqual("ap:b2", evaluation.Decisions.Single(decision => decision.Outcome == RuleOutcome.NotEligible).Occurrence);
    }

    [TestMethod]
    public void Repeatable_WithACommonPart_GivesForEachCredentialOfTheFirstPart()
    {
        var world = new RuleWorld().OnTranscript("MATH 101", TranscriptState.Passed)
            .Rule("EQ-00001", new AllOf([new Passed("MATH 101"), Ap("a")]), rule => rule with { Repeatable = true });

        Assert.AreEqual(2, world.Evaluate(Has("a", id: "a1"), Has("a", id: "a2")).Count(RuleOutcome.Grant));
    }

    [TestMethod]
    public void Repeatable_OneCredentialForTwoParts_IsNotEnough()
    {
        var world = new RuleWorld().Rule("EQ-00001", new AllOf([Ap("a"), Ap("a"), Ap("b")]), rule => rule with { Repeatable = true });

        Assert.AreEqual(RuleOutcome.NotEligible, world.Decide(Has("a"), Has("b", id: "b1"), Has("b", id: "b2")).Outcome);
    }

    [TestMethod]
    public void Repeatable_Stack_AwardsOnce()
    {
        var world = new RuleWorld().Rule("EQ-00001", new AtLeast(2, [Ap("a"), Ap("b"), Ap("c")]), rule => rule with { Repeatable = true });

        Assert.AreEqual("", world.Decide(Has("a"), Has("b"), Has("c")).Occurrence);
    }

    [TestMethod]
    [DataRow(TranscriptState.Passed, "B", "C", true)]
    [DataRow(TranscriptState.Transferred, "C", "C", true)]
    [DataRow(TranscriptState.Passed, "C-", "C", false)]
    [DataRow(TranscriptState.Passed, "P", "C", false)]
    [DataRow(TranscriptState.Passed, "P", null, true)]
    [DataRow(TranscriptState.Passed, null, "C", false)]
    [DataRow(TranscriptState.InProgress, null, null, false)]
    [DataRow(TranscriptState.Failed, "F", null, false)]
    [DataRow(TranscriptState.Audited, "A", null, false)]
    public void Passed_StateAndGrade_DecideTogether(TranscriptState state, string? grade, string? least, bool met)
    {
        var world = new RuleWorld().OnTranscript("MATH 101", state, grade).Rule("EQ-00001", new AllOf([Ap("a"), new Passed("MATH 101", least)]));

        Assert.AreEqual(met, world.Decide(Has("a")).Satisfied);
    }

    [TestMethod]
    public void Passed_CrossListedCourse_Counts()
    {
        var world = new RuleWorld().Course("MATH 101", group: "calc").Course("STAT 101", group: "calc").OnTranscript("STAT 101", TranscriptState.Passed);

        Assert.IsTrue(world.Rule("EQ-00001", new AllOf([Ap("a"), new Passed("MATH 101")])).Decide(Has("a")).Satisfied);
    }

    [TestMethod]
    public void Passed_SeveralAttempts_TheBestCounts()
    {
        var world = new RuleWorld().OnTranscript("MATH 101", TranscriptState.Failed, "F").OnTranscript("MATH 101", TranscriptState.Passed, "C")
            .OnTranscript("MATH 101", TranscriptState.Passed, "C+").Rule("EQ-00001", new AllOf([Ap("a"), new Passed("MATH 101", "C+")]));

        Assert.IsTrue(world.Decide(Has("a")).Satisfied);
    }

    [TestMethod]
    public void Passed_Alone_IsNoCandidateWithoutACredential() =>
        Assert.IsEmpty(new RuleWorld().OnTranscript("MATH 101", TranscriptState.Passed).Rule("EQ-00001", new Passed("MATH 101")).Evaluate(Has("a")).Decisions);

    [TestMethod]
    public void Passed_InsteadOfACredentialThatDoesNotCount_EarnsNothing()
    {
        var world = new RuleWorld().OnTranscript("MATH 101", TranscriptState.Passed).Rule("EQ-00001", new AnyOf([new Passed("MATH 101"), Scored("a", 70)]));

        var decision = world.Decide(Has("a", 10));

        Assert.AreEqual(RuleOutcome.NotEligible, decision.Outcome);
        CollectionAssert.AreEqual(new[] { "Your courses alone earn no credit: a credential that this rule names is needed." }, decision.Reasons.ToArray());
    }

    private static RuleWorld Pythons(AwardsOnce once) => new RuleWorld()
        .Achievement(new("ap", "a", "A") { Skills = ["Python"] })
        .Achievement(new("ap", "b", "B") { Skills = ["Python"] })
        .Rule("EQ-00001", new Earned(new PatternSelector(Skill: "Python") { Once = once }));

    private static void AssertMet(bool met, Requirement requirement, int earned)
    {
        var credentials = new[] { "a", "b", "c", "d" }.Take(earned).Select(name => Has(name)).ToArray();

        Assert.AreEqual(met, new RuleWorld().Rule("EQ-00001", requirement).Decide(credentials).Satisfied);
    }
}
