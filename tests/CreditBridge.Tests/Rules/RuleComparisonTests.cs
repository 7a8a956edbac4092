using CreditBridge.Core.Catalog;
using CreditBridge.Core.Rules;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class RuleComparisonTests
{
    private static readonly RuleWords Words = new(one => one.Achievement);

    private static readonly Earned Basics = new(new AchievementSelector("acme", "Basics"), new Conditions { Result = new PercentResult(70) });

    [TestMethod]
    public void SameContent_HasNoChange() =>
        Assert.IsTrue(Compare(Content(Basics), Content(Basics)).All(row => row.Change == RuleChange.Same));

    [TestMethod]
    public void PartAddedInTheMiddle_LeavesTheOthersTheSame()
    {
        var more = new Earned(new AchievementSelector("acme", "Advanced"));
        var last = new Passed("CHEM 1311", "B");
        var rows = Compare(Content(new AllOf([Basics, last])), Content(new AllOf([Basics, more, last])));
        var changed = rows.Where(row => row.Change != RuleChange.Same).Select(row => (row.Change, row.Field.Value)).ToList();
        CollectionAssert.AreEqual(new[] { (RuleChange.Removed, "Both of these"), (RuleChange.Added, "All of these"), (RuleChange.Added, "Advanced") }, changed);
    }

    [TestMethod]
    public void Fields_SayEveryPartInWords()
    {
        var content = Content(Basics) with { PublicNote = "Since the fall" };
        var text = string.Join('\n', Words.Fields(content).Select(field => $"{field.Label}: {field.Value}"));
        StringAssert.Contains(text, ": Basics, at least 70 %");
        StringAssert.Contains(text, "Credit: MATH 1431, credits as the catalogue says");
        StringAssert.Contains(text, "For: Everyone");
        StringAssert.Contains(text, "Public note: Since the fall");
    }

    [TestMethod]
    public void AwardChanged_IsTheSameLineWithTwoValues()
    {
        var three = Content(Basics) with { Definition = Content(Basics).Definition with { Awards = [new CourseCredit("1", "MATH 1431", 3)] } };
        var row = Compare(Content(Basics), three).Single(row => row.Change != RuleChange.Same);
        Assert.AreEqual((RuleChange.Changed, "MATH 1431, credits as the catalogue says", "MATH 1431, 3 credits"), (row.Change, row.Before!.Value, row.After!.Value));
    }

    private static IReadOnlyList<RuleComparison.Row> Compare(RuleContent before, RuleContent after) => RuleComparison.Of(Words.Fields(before), Words.Fields(after));

    private static RuleContent Content(Requirement requirement) => new("Title", "SCI", new RuleDefinition(
        requirement, [new CourseCredit("1", "MATH 1431")], RuleScope.Everyone, new RuleBasis(Basis.FacultyReview) { Level = CourseLevel.Lower }));
}
