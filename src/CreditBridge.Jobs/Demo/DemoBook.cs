using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Demo.Data;

namespace CreditBridge.Jobs.Demo;

/// <summary>The achievements and rules of a size: those that ship, then variations, each rule on an achievement of its own.</summary>
internal sealed class DemoBook
{
    private DemoBook(IReadOnlyList<DemoAchievement> extraAchievements, IReadOnlyList<DemoRule> extraRules) =>
        (ExtraAchievements, Rules) = (extraAchievements, [.. DemoFacts.Rules, .. extraRules]);

    public IReadOnlyList<DemoAchievement> ExtraAchievements { get; }

    public IEnumerable<DemoAchievement> Achievements => DemoFacts.Achievements.Concat(ExtraAchievements);

    public IReadOnlyList<DemoRule> Rules { get; }

    public static DemoBook Of(DemoSize size)
    {
        var shipped = DemoFacts.Achievements.ToDictionary(a => (a.Partner, a.Id));
        var simple = DemoFacts.Rules.Where(rule => rule.Definition is
        {
            Requirement: Earned { Selector: AchievementSelector },
            Awards: [CourseCredit or ElectiveCredit, ..],
        }).ToList();
        var courses = DemoFacts.Courses.Where(course => !course.IsPlaceholder).ToList();
        List<DemoAchievement> achievements = [];
        List<DemoRule> rules = [];
        for (var number = DemoFacts.Rules.Count + 1; number <= size.Rules; number++)
        {
            var dice = Dice.For(size.Seed, DiceKind.ExtraRule, number);
            var model = dice.ListItem(simple);
            var earned = (Earned)model.Definition.Requirement;
            var selector = (AchievementSelector)earned.Selector;
            var achievement = shipped[(selector.Partner, selector.Achievement)];
            achievements.Add(achievement with { Id = $"{achievement.Id}-{number}", Name = $"{achievement.Name}, edition {number}", SameLearning = null });
            rules.Add(model with
            {
                Code = $"EQ-{number:00000}",
                Title = $"{model.Title}, edition {number}",
                Institution = null,
                PublicNote = "",
                PrivateNote = $"A variation of {model.Code}, for the size of the demo.",
                Definition = model.Definition with
                {
                    Requirement = earned with { Selector = selector with { Achievement = achievements[^1].Id } },
                    Awards = [new CourseCredit("line-1", dice.ListItem(courses).Code)],
                    Basis = model.Definition.Basis with { Source = null },
                },
            });
        }

        return new DemoBook(achievements, rules);
    }
}
