using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class ResultConditionTests
{
    private static readonly string[] Levels = ["Novice High", "Intermediate Low", "Intermediate Mid"];

    [TestMethod]
    [DataRow(82, true, "Score 82 of 100 is at least 70.")]
    [DataRow(70, true, "Score 70 of 100 is at least 70.")]
    [DataRow(69, false, "Score 69 of 100 is less than 70.")]
    public void Points_Least_IsInclusive(int score, bool met, string sentence) => AssertResult(new PointsResult(70), Points(score, 100), met, sentence);

    [TestMethod]
    [DataRow(79, true, "Score 79 of 100 is at least 70 and at most 79.")]
    [DataRow(80, false, "Score 80 of 100 is more than 79, the most for this rule.")]
    public void Points_Most_IsInclusive(int score, bool met, string sentence) => AssertResult(new PointsResult(70, 79), Points(score, 100), met, sentence);

    [TestMethod]
    [DataRow("79.5", true, "Score 79.5 of 100 is at least 70 and below 80.")]
    [DataRow("80", false, "Score 80 of 100 is not below 80, as this rule asks.")]
    public void Points_Below_IsExclusive(string score, bool met, string sentence) =>
        AssertResult(new PointsResult(70, Below: 80), Points(decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture), 100), met, sentence);

    [TestMethod]
    public void Points_MaximumUnknown_SaysTheScoreAlone() => AssertResult(new PointsResult(3), Points(4, null), true, "Score 4 is at least 3.");

    [TestMethod]
    public void Points_OutOfAnotherMaximum_DoNotCount() =>
        AssertResult(new PointsResult(3, Maximum: 5), Points(6, 7), false, "Score 6 of 7 is on another scale than this rule's, which goes to 5.");

    [TestMethod]
    public void Points_OnAnExamsOwnScale_CountOnlyThere()
    {
        AssertResult(new PointsResult(50, Scale: "CLEP"), [new Result("clep", 62, 80)], true, "Score 62 of 80 is at least 50.");
        AssertResult(new PointsResult(50, Scale: "CLEP"), Points(62, 80), false, "No score on the scale 'CLEP' is recorded; this rule asks for at least 50.");
    }

    [TestMethod]
    public void Points_SeveralResults_TheBestCounts() =>
        AssertResult(new PointsResult(70), [.. Points(60, 100), .. Points(85, 100), .. Points(71, 100)], true, "Score 85 of 100 is at least 70.");

    /// <summary>A credential gives its own band only, also when an older result would fall into a lower one.</summary>
    [TestMethod]
    public void Points_BestAboveTheBand_IsNotInTheBand() => AssertResult(
        new PointsResult(60, Below: 70), [.. Points(65, 100), .. Points(85, 100)], false, "Score 85 of 100 is not below 70, as this rule asks.");

    [TestMethod]
    public void Points_NoLimits_NeedAScore()
    {
        AssertResult(new PointsResult(), Points(1, null), true, "Score 1 is recorded.");
        AssertResult(new PointsResult(), [], false, "No score is recorded.");
    }

    [TestMethod]
    public void Percent_Percentage_IsCompared()
    {
        AssertResult(new PercentResult(80), [new Result("Percent", 80)], true, "Score 80 percent is at least 80.");
        AssertResult(new PercentResult(80), [new Result("percent", 79.9m)], false, "Score 79.9 percent is less than 80.");
    }

    [TestMethod]
    public void Percent_PointsWithMaximum_AreConverted() => AssertResult(new PercentResult(80), Points(41, 50), true, "Score 41 of 50, 82 percent, is at least 80.");

    [TestMethod]
    public void Percent_PointsWithoutMaximum_AreNoPercentage() =>
        AssertResult(new PercentResult(80), Points(90, null), false, "No percentage is recorded; this rule asks for at least 80.");

    [TestMethod]
    [DataRow("B+", true, "Grade B+ is at least B.")]
    [DataRow("B", true, "Grade B is at least B.")]
    [DataRow("B-", false, "Grade B- is less than B.")]
    [DataRow("A+", true, "Grade A+ is at least B.")]
    [DataRow("F", false, "Grade F is less than B.")]
    [DataRow("P", false, "No letter grade is recorded; this rule asks for at least B.")]
    public void Letter_Least_FollowsTheOrderOfGrades(string grade, bool met, string sentence) =>
        AssertResult(new LetterResult("B"), [new Result(Result.Letter, Text: grade)], met, sentence);

    [TestMethod]
    public void Letter_Most_FollowsTheOrderOfGrades() => AssertResult(
        new LetterResult("C", "B-"), [new Result(Result.Letter, Text: "B")], false, "Grade B is more than B-, the most for this rule.");

    [TestMethod]
    public void Letter_LimitThatIsNoLetter_IsNeverMet()
    {
        Assert.IsFalse(Decide(new LetterResult("X"), [new Result(Result.Letter, Text: "A")]).Satisfied);
        Assert.IsFalse(Decide(new LetterResult(Most: "X"), [new Result(Result.Letter, Text: "F")]).Satisfied);
    }

    [TestMethod]
    [DataRow("Pass", true, "It was passed.")]
    [DataRow(" passed ", true, "It was passed.")]
    [DataRow("Fail", false, "The result 'Fail' is not a pass.")]
    public void Pass_Word_IsRead(string word, bool met, string sentence) => AssertResult(new PassResult(), [new Result(Result.Pass, Text: word)], met, sentence);

    [TestMethod]
    public void Pass_NoSuchResult_IsNotMet() => AssertResult(new PassResult(), Points(90, 100), false, "No result says that it was passed.");

    [TestMethod]
    [DataRow("Intermediate Mid", true, "Level Intermediate Mid is at least Intermediate Low.")]
    [DataRow("intermediate low", true, "Level intermediate low is at least Intermediate Low.")]
    [DataRow("Novice High", false, "Level Novice High is less than Intermediate Low.")]
    [DataRow("Superior", false, "Level Superior is none of this rule's: Novice High, Intermediate Low or Intermediate Mid.")]
    public void Level_Least_FollowsTheOrderGiven(string level, bool met, string sentence) =>
        AssertResult(new LevelResult("ACTFL OPI", Levels, "Intermediate Low"), [new Result("ACTFL OPI", Text: level)], met, sentence);

    [TestMethod]
    public void Level_Most_FollowsTheOrderGiven() => AssertResult(
        new LevelResult("ACTFL OPI", Levels, Most: "Intermediate Low"), [new Result("ACTFL OPI", Text: "Intermediate Mid")], false,
        "Level Intermediate Mid is more than Intermediate Low, the most for this rule.");

    [TestMethod]
    public void Level_OnAnotherScale_IsMissing() => AssertResult(
        new LevelResult("ACTFL OPI", Levels, "Intermediate Low"), [new Result("ACTFL WPT", Text: "Intermediate Mid")], false,
        "No level on the scale 'ACTFL OPI' is recorded; this rule asks for at least Intermediate Low.");

    [TestMethod]
    public void Level_LimitOutsideTheOrder_IsNeverMet() =>
        Assert.IsFalse(Decide(new LevelResult("ACTFL OPI", Levels, "Superior"), [new Result("ACTFL OPI", Text: "Intermediate Mid")]).Satisfied);

    private static Result[] Points(decimal score, decimal? maximum) => [new Result(Result.Points, score, maximum)];

    private static RuleDecision Decide(ResultCondition condition, Result[] results) =>
        new RuleWorld().Rule("EQ-00001", Ap("a", new Conditions { Result = condition })).Decide(Has("a") with { Results = results });

    private static void AssertResult(ResultCondition condition, Result[] results, bool met, string sentence)
    {
        var decision = Decide(condition, results);

        Assert.AreEqual(sentence, decision.Requirement.Parts.Single(part => part.Kind == ConditionKind.Result).Sentence);
        Assert.AreEqual(met, decision.Satisfied);
    }
}
