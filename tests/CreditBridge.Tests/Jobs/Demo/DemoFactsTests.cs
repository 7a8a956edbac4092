using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Demo.Data;

namespace CreditBridge.Tests.Jobs.Demo;

[TestClass]
public sealed class DemoFactsTests
{
    [TestMethod]
    public void Facts_AsShipped_AreAsManyAsPromised()
    {
        var published = DemoFacts.Rules.Where(rule => rule.Institution is not null).ToList();

        Assert.IsGreaterThanOrEqualTo(400, DemoFacts.Courses.Count(course => !course.IsPlaceholder));
        Assert.IsGreaterThanOrEqualTo(12, DemoFacts.Partners.Count);
        Assert.IsGreaterThanOrEqualTo(150, DemoFacts.Achievements.Count);
        Assert.IsGreaterThanOrEqualTo(120, DemoFacts.Rules.Count);
        Assert.IsGreaterThanOrEqualTo(80, published.Count);
        Assert.IsTrue(DemoFacts.Courses.Any(course => course.LeastCredits < course.MostCredits), "Some courses have a range of credits.");
        Assert.IsTrue(DemoFacts.Courses.Where(course => !course.IsPlaceholder).All(course => IsAddress(course.Source)), "Each real course says where it is from.");
    }

    [TestMethod]
    public void Published_EachDecision_NamesItsSourceAndThatItMayHaveChanged()
    {
        foreach (var rule in DemoFacts.Rules.Where(rule => rule.Institution is not null))
        {
            Assert.IsTrue(IsAddress(rule.Definition.Basis.Source), rule.Code);
            Assert.Contains(rule.Institution!, rule.PublicNote, rule.Code);
            Assert.Contains("as published there, may have changed", rule.PublicNote, rule.Code);
            Assert.Contains("Mapped by hand", rule.PrivateNote, rule.Code);
        }
    }

    [TestMethod]
    public void Rules_Each_RoundTripsAndNamesOnlyWhatThereIs()
    {
        var courses = DemoFacts.Courses.Select(course => course.Code).ToHashSet();
        var achievements = DemoFacts.Achievements.Select(achievement => (achievement.Partner, achievement.Id)).ToHashSet();
        var programs = DemoFacts.Campus.Programs.Select(program => program.Code).ToHashSet();
        foreach (var rule in DemoFacts.Rules)
        {
            var json = RuleJson.Serialize(rule.Definition);
            Assert.AreEqual(json, RuleJson.Serialize(RuleJson.Deserialize(json)), rule.Code);
            foreach (var named in DemoRule.Named(rule.Definition.Requirement))
                Assert.Contains((named.Partner, named.Achievement), achievements, rule.Code);
            foreach (var course in PassedCourses(rule.Definition.Requirement).Concat(rule.Definition.Awards.SelectMany(Courses)))
                Assert.Contains(course, courses, rule.Code);
            foreach (var program in rule.Definition.Scope.ProgramsIn.Concat(rule.Definition.Scope.ProgramsOut))
                Assert.Contains(program, programs, rule.Code);
            Assert.IsNotNull(DemoFacts.Campus.DepartmentOf(rule.Subject), rule.Code);
        }

        Assert.HasCount(DemoFacts.Rules.Count, DemoFacts.Rules.Select(rule => rule.Code).ToHashSet());
        Assert.HasCount(DemoFacts.Achievements.Count, achievements);
        Assert.HasCount(DemoFacts.Courses.Count, courses);
        Assert.IsTrue(DemoFacts.Campus.Programs.SelectMany(program => program.Requires).All(courses.Contains));
    }

    [TestMethod]
    public void Bands_OfOneCredential_CloseAtTheNextMinimum()
    {
        var bands = DemoFacts.Rules.Where(rule => rule.Institution is not null && rule.Definition.Requirement is Earned { Conditions.Result: PointsResult })
            .Select(rule => (Selector: (AchievementSelector)((Earned)rule.Definition.Requirement).Selector, Result: (PointsResult)((Earned)rule.Definition.Requirement).Conditions.Result!, rule.Institution))
            .GroupBy(band => (band.Selector.Partner, band.Selector.Achievement)).ToList();

        Assert.IsTrue(bands.Any(credential => credential.Count() == 3));
        foreach (var credential in bands)
        {
            Assert.HasCount(1, credential.Select(band => band.Institution).Distinct(), $"{credential.Key}: one institution a credential");
            var steps = credential.OrderBy(band => band.Result.Least).ToList();
            for (var i = 0; i < steps.Count; i++)
                Assert.AreEqual(i + 1 < steps.Count ? steps[i + 1].Result.Least : null, steps[i].Result.Below, $"{credential.Key}");
        }
    }

    [TestMethod]
    public void Partners_Reviews_ShowEachStateThatMatters()
    {
        var states = DemoFacts.Partners.CountBy(partner => partner.Review?.ToString() ?? "").ToDictionary();

        Assert.IsGreaterThan(DemoFacts.Partners.Count / 2, states[nameof(QualityState.Approved)]);
        Assert.IsTrue(states.ContainsKey(nameof(QualityState.Provisional)) && states.ContainsKey(nameof(QualityState.Suspended)) && states.ContainsKey(""));
        Assert.IsTrue(DemoFacts.Rules.Any(rule => !rule.Definition.AutoGrant) && DemoFacts.Rules.Any(rule => rule.Definition.Awards is [NoCredit]));
    }

    [TestMethod]
    public void Book_OfManyRules_VariesWhatShips()
    {
        var book = DemoBook.Of(new DemoSize(Rules: 700));

        Assert.HasCount(700, book.Rules.Select(rule => rule.Code).ToHashSet());
        var achievements = book.Achievements.Select(achievement => (achievement.Partner, achievement.Id)).ToList();
        Assert.HasCount(achievements.Count, achievements.ToHashSet());
        var courses = DemoFacts.Courses.Select(course => course.Code).ToHashSet();
        foreach (var rule in book.Rules.Skip(DemoFacts.Rules.Count))
        {
            Assert.IsNull(rule.Institution, "What is made up is nobody's published decision.");
            Assert.IsNull(rule.Definition.Basis.Source);
            Assert.Contains(DemoRule.Named(rule.Definition.Requirement).Select(named => (named.Partner, named.Achievement)).Single(), achievements);
            Assert.IsTrue(rule.Definition.Awards.SelectMany(Courses).All(courses.Contains));
        }
    }

    private static bool IsAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";

    private static IEnumerable<string> PassedCourses(Requirement requirement) => requirement switch
    {
        Passed passed => [passed.Course],
        AllOf all => all.Items.SelectMany(PassedCourses),
        AnyOf any => any.Items.SelectMany(PassedCourses),
        AtLeast some => some.Items.SelectMany(PassedCourses),
        _ => [],
    };

    private static IEnumerable<string> Courses(CreditAward award) => award switch
    {
        CourseCredit line => [line.Course],
        Exemption line => [line.Course],
        ElectiveCredit { Placeholder: { } placeholder } => [placeholder],
        BlockCredit line => line.Courses,
        ChoiceOf line => line.Lines.SelectMany(Courses),
        _ => [],
    };
}
