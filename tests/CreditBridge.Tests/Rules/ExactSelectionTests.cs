using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

/// <summary>Where taking the best rule first would give less than the best set; bands; two versions of one rule; and a search that is stopped.</summary>
[TestClass]
public sealed class ExactSelectionTests
{
    [TestMethod]
    public void TwoSmallRules_WorthMoreThanTheLargest_AreBothGranted()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", new AllOf([Ap("a"), Ap("b")]), Elective(4)).Rule("EQ-00002", Ap("a"), Elective(3)).Rule("EQ-00003", Ap("b"), Elective(3))
            .Evaluate(Has("a"), Has("b"));

        CollectionAssert.AreEqual(new[] { RuleOutcome.NotChosen, RuleOutcome.Grant, RuleOutcome.Grant }, Outcomes(evaluation));
        Assert.AreEqual("EQ-00002", evaluation.Decisions[0].InFavourOf);
    }

    [TestMethod]
    public void Credential_NeededElsewhere_IsLeftByTheRuleThatHasOthers()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", new AnyOf([Ap("a"), Ap("b")]), Elective(3)).Rule("EQ-00002", Ap("a"), Elective(3)).Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(2, evaluation.Count(RuleOutcome.Grant));
        Assert.AreEqual("ap:b", evaluation.Decisions[0].Credentials.Single().CanonicalId);
    }

    [TestMethod]
    public void Course_ThatTwoWouldGive_GoesWhereItIsWorthMore()
    {
        var evaluation = new RuleWorld()
            .Rule("EQ-00001", Ap("a"), new CourseCredit("L1", "BIO 111", 1), new CourseCredit("L2", "BIO 112", 3))
            .Rule("EQ-00002", Ap("b"), new CourseCredit("L1", "BIO 111", 3), new CourseCredit("L2", "BIO 112", 1))
            .Evaluate(Has("a"), Has("b"));

        Assert.AreEqual(6, evaluation.RecommendedCredits);
        CollectionAssert.AreEqual(new[] { "BIO 112" }, evaluation.Decisions[0].CourseGroups.ToArray());
        CollectionAssert.AreEqual(new[] { "BIO 111" }, evaluation.Decisions[1].CourseGroups.ToArray());
    }

    [TestMethod]
    public void Band_HigherHasABlockedLine_TheLowerOfAnEarlierAttemptDoesNotComeUp()
    {
        var evaluation = new RuleWorld().OnTranscript("BIO 111", TranscriptState.Passed)
            .Rule("EQ-00001", Scored("a", 3, below: 4), Elective(9))
            .Rule("EQ-00002", Scored("a", 4), new CourseCredit("L1", "BIO 111"), new CourseCredit("L2", "BIO 112"))
            .Evaluate(Has("a", 3, "first"), Has("a", 5, "second"));

        CollectionAssert.AreEqual(new[] { RuleOutcome.NotChosen, RuleOutcome.Request }, Outcomes(evaluation));
        CollectionAssert.AreEqual(new[] { "a lies in the band of EQ-00002; a lower band does not count beside it." }, evaluation.Decisions[0].Reasons.ToArray());
    }

    [TestMethod]
    public void Band_HigherIsAllBlocked_TheLowerDoesNotComeUp()
    {
        var evaluation = new RuleWorld().OnTranscript("BIO 111", TranscriptState.Passed)
            .Rule("EQ-00001", Scored("a", 3, below: 4), Elective(9)).Rule("EQ-00002", Scored("a", 4), new CourseCredit("L1", "BIO 111"))
            .Evaluate(Has("a", 3, "first"), Has("a", 5, "second"));

        CollectionAssert.AreEqual(new[] { RuleOutcome.NotChosen, RuleOutcome.Blocked }, Outcomes(evaluation));
        Assert.IsFalse(evaluation.Decisions[1].AsksPerson);
    }

    [TestMethod]
    public void Versions_TwoOfOneRule_AwardOnce()
    {
        var world = new RuleWorld().Rule("EQ-00001", new AnyOf([Ap("a"), Ap("b")]));
        var second = world.Rules.Single() with { VersionId = Id("second"), Number = 2 };
        var evaluation = world.Rule(second).Evaluate(Has("a"), Has("b"));

        CollectionAssert.AreEqual(new[] { RuleOutcome.Grant, RuleOutcome.NotChosen }, Outcomes(evaluation));
        CollectionAssert.AreEqual(new[] { "Version 1 of this rule counts instead." }, evaluation.Decisions[1].Reasons.ToArray());
    }

    [TestMethod]
    public void Search_Stopped_SaysSoAndAsksAPerson()
    {
        var evaluation = Overlapping().Evaluate(Forty());
        var chosen = evaluation.Decisions.Where(decision => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request).ToList();

        Assert.AreEqual(60, evaluation.Satisfied);
        Assert.IsGreaterThan(5, chosen.Count);
        Assert.AreEqual("", string.Join('\n', chosen.Where(decision => decision.Outcome != RuleOutcome.Request
            || decision.Reasons[^1] != "There are too many ways to combine your credentials to be sure that this is the best for you: a person looks.").Select(decision => decision.Explanation)));
        Assert.AreEqual(chosen.Sum(decision => decision.UseKeys.Count), chosen.SelectMany(decision => decision.UseKeys).Distinct().Count());
        Assert.AreEqual(chosen.Sum(decision => decision.CourseGroups.Count), chosen.SelectMany(decision => decision.CourseGroups).Distinct().Count());
    }

    [TestMethod]
    public void Search_Stopped_IsTheSameEachTime() => Assert.AreEqual(
        string.Join('\n', Overlapping().Evaluate(Forty()).Decisions.Select(decision => decision.Explanation)),
        string.Join('\n', Overlapping().Evaluate([.. Forty().Reverse()]).Decisions.Select(decision => decision.Explanation)));

    /// <summary>60 rules of two credentials each, for two of 30 courses: more than can be tried.</summary>
    private static RuleWorld Overlapping()
    {
        var (world, random) = (new RuleWorld(), new Random(1));
        for (var course = 0; course < 30; course++)
            world.Course($"X {course}");
        for (var rule = 0; rule < 60; rule++)
        {
            var (one, other) = (random.Next(40), random.Next(39));
            world.Rule(
                $"EQ-{rule:00000}", new AllOf([Ap($"a{one}"), Ap($"a{(other < one ? other : other + 1)}")]),
                new CourseCredit("L1", $"X {random.Next(15)}"), new CourseCredit("L2", $"X {15 + random.Next(15)}"));
        }

        return world;
    }

    private static PortfolioCredential[] Forty() => [.. Enumerable.Range(0, 40).Select(number => Has($"a{number}"))];

    private static ElectiveCredit Elective(decimal credits) => new("L1", null, CourseLevel.Lower, credits);

    private static RuleOutcome[] Outcomes(Evaluation evaluation) => [.. evaluation.Decisions.Select(decision => decision.Outcome)];
}
