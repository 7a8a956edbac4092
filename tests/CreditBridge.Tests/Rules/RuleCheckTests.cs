using CreditBridge.Core.Catalog;
using CreditBridge.Core.Rules;

namespace CreditBridge.Tests.Rules;

/// <summary>Each kind of mistake gets a sentence at its place, and a sound rule gets none.</summary>
[TestClass]
public sealed class RuleCheckTests
{
    private static readonly CourseFacts[] Courses =
    [
        new("MATH 1431", 4, 4, CourseLevel.Lower),
        new("MATH 1450", 4, 4, CourseLevel.Lower) { Group = "MATH 1431" },
        new("CHEM 1311", 3, 3, CourseLevel.Lower),
        new("MUSI 1000", null, null, CourseLevel.Lower),
    ];

    private static readonly AchievementFacts[] Achievements = [new("ap", "calc", "Calculus") { SameLearning = "calc" }, new("ap", "calc2", "Calculus again") { SameLearning = "calc" }, new("ap", "chem", "Chemistry")];

    private static readonly Earned Calculus = new(new AchievementSelector("ap", "calc"));
    private static readonly Earned Chemistry = new(new AchievementSelector("ap", "chem"));

    private static IEnumerable<object[]> Mistakes =>
    [
        ["requirement", "This group is empty", Rule(new AllOf([]))],
        ["requirement", "At least 3 of 2 can't be", Rule(new AtLeast(3, [Calculus, Chemistry]))],
        ["requirement", "At least 0 of 2 can't be", Rule(new AtLeast(0, [Calculus, Chemistry]))],
        ["requirement.items[1]", "asked for twice", Rule(new AllOf([Calculus, new Earned(new AchievementSelector("ap", "calc2"))]))],
        ["requirement.items[0].items[1]", "At least 9 of 1", Rule(new AllOf([new AllOf([Calculus, new AtLeast(9, [Chemistry])])]))],
        ["requirement", "at most 500 parts", Rule(new AnyOf([.. Enumerable.Repeat(Calculus, 500)]))],
        ["requirement.items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0].items[0]", "at most 20 deep", Rule(Deep(21))],
        ["requirement", "A pattern that asks nothing", Rule(new Earned(new PatternSelector()))],
        ["requirement", "is not known", Rule(new Earned(new AchievementSelector("ap", "gone")))],
        ["requirement.course", "goes round in a circle", Rule(new Passed("MATH 1450"))],
        ["requirement.course", "not in the catalogue", Rule(new Passed("MATH 9999"))],
        ["requirement.leastGrade", "Q is no grade", Rule(new Passed("CHEM 1311", "Q"))],
        ["requirement.conditions.result", "above the top of the scale, 100", Rule(With(new PercentResult(Least: 120)))],
        ["requirement.conditions.result", "above the top of the scale, 5", Rule(With(new PointsResult(Least: 6, Maximum: 5)))],
        ["requirement.conditions.result", "above the most", Rule(With(new PointsResult(Least: 4, Most: 3)))],
        ["requirement.conditions.result", "above the most", Rule(With(new PointsResult(Least: 4, Below: 4)))],
        ["requirement.conditions.result", "no letter", Rule(With(new LetterResult("Z")))],
        ["requirement.conditions.result", "none of the levels", Rule(With(new LevelResult("ACTFL", ["Low", "High"], "Mid")))],
        ["requirement.conditions", "issued after the day", Rule(Calculus with { Conditions = new Conditions { IssuedFrom = new(2026, 2, 1), IssuedTo = new(2026, 1, 1) } })],
        ["awards", "at least one award line", Rule(Calculus, [])],
        ["awards", "stands alone", Rule(Calculus, [new NoCredit("1", "Lapsed"), new CourseCredit("2", "MATH 1431")])],
        ["awards[1]", "an id of its own", Rule(Calculus, [new CourseCredit("1", "MATH 1431"), new CourseCredit("1", "CHEM 1311")])],
        ["awards[0]", "carries at most 4 credits", Rule(Calculus, [new CourseCredit("1", "MATH 1431", 5)])],
        ["awards[0]", "Give more than 0 credits", Rule(Calculus, [new CourseCredit("1", "MATH 1431", -1)])],
        ["awards[0]", "does not say how many credits", Rule(Calculus, [new CourseCredit("1", "MUSI 1000")])],
        ["awards[0]", "three decimal places", Rule(Calculus, [new ElectiveCredit("1", null, CourseLevel.Lower, 1.2345m)])],
        ["awards[0]", "at least two lines", Rule(Calculus, [new ChoiceOf("1", [new CourseCredit("1a", "MATH 1431")])])],
        ["awards[0]", "from 2 to 12 courses", Rule(Calculus, [new BlockCredit("1", ["MATH 1431"], 4)])],
        ["scope", "for nobody", Rule(Calculus) with { Scope = new RuleScope { CatalogYearFrom = 2027, CatalogYearTo = 2026 } }],
        ["basis", "ends before it begins", Rule(Calculus) with { Basis = new RuleBasis(Basis.Ace) { RecommendationId = "ACE-1", ValidFrom = new(2026, 2, 1), ValidTo = new(2026, 1, 1) } }],
        ["basis", "begins with http", Rule(Calculus) with { Basis = new RuleBasis(Basis.Exam) { Source = "javascript:alert(1)" } }],
    ];

    [TestMethod]
    public void Sound_HasNoProblem() => Assert.IsEmpty(Check(Rule(new AtLeast(1, [Calculus, Chemistry]))));

    [TestMethod]
    [DynamicData(nameof(Mistakes))]
    public void Mistake_IsFoundAtItsPlace(string path, string words, RuleDefinition rule)
    {
        var problems = Check(rule);
        Assert.IsTrue(problems.Any(problem => problem.Path == path && problem.Sentence.Contains(words, StringComparison.Ordinal)), string.Join('\n', problems));
    }

    private static IReadOnlyList<RuleProblem> Check(RuleDefinition rule) => RuleCheck.Of(new RuleContent("Title", "SCI", rule), Courses, Achievements);

    private static RuleDefinition Rule(Requirement requirement, IReadOnlyList<CreditAward>? awards = null) =>
        new(requirement, awards ?? [new CourseCredit("1", "MATH 1431")], RuleScope.Everyone, new RuleBasis(Basis.FacultyReview));

    private static Earned With(ResultCondition result) => Calculus with { Conditions = new Conditions { Result = result } };

    private static Requirement Deep(int depth) => depth == 1 ? Calculus : new AnyOf([Deep(depth - 1)]);
}
