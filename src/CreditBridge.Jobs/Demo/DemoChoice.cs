using Bogus;
using CreditBridge.Jobs.Demo.Data;

namespace CreditBridge.Jobs.Demo;

/// <summary>What a learner earns: by the partner's audience, and more often what a rule knows.</summary>
internal sealed class DemoChoice
{
    private const int Audiences = 4;

    private readonly IReadOnlyList<DemoAchievement> _extra;
    private readonly (DemoAchievement Achievement, double UpTo)[][] _byAudience;

    public DemoChoice(DemoBook book)
    {
        _extra = book.ExtraAchievements;
        var known = DemoFacts.Rules.SelectMany(rule => DemoRule.Named(rule.Definition.Requirement)).Select(s => (s.Partner, s.Achievement)).ToHashSet();
        _byAudience = [.. Enumerable.Range(0, Audiences).Select(audience => Ladder(audience, known))];
    }

    /// <summary>Something not earned before, where there is anything left.</summary>
    public DemoAchievement Of(DemoLearner learner, HashSet<DemoAchievement> earned, Randomizer dice)
    {
        for (var attempt = 0; ; attempt++)
        {
            var achievement = _extra.Count > 0 && dice.Bool() ? dice.ListItem((IList<DemoAchievement>)_extra) : Climb(_byAudience[learner.Audience], dice.Double());
            if (earned.Add(achievement) || attempt == 8)
                return achievement;
        }
    }

    private static (DemoAchievement Achievement, double UpTo)[] Ladder(int audience, HashSet<(string Partner, string Achievement)> known)
    {
        List<(DemoAchievement, double)> steps = [];
        var sum = 0.0;
        foreach (var partner in DemoFacts.Partners)
        {
            var achievements = DemoFacts.Achievements.Where(achievement => achievement.Partner == partner.Code).ToList();
            double Weight(DemoAchievement achievement) => known.Contains((partner.Code, achievement.Id)) ? 3 : 1;
            var all = achievements.Sum(Weight);
            foreach (var achievement in achievements)
                steps.Add((achievement, sum += partner.Audiences[audience] * Weight(achievement) / all));
        }

        return [.. steps.Select(step => (step.Item1, step.Item2 / sum))];
    }

    private static DemoAchievement Climb((DemoAchievement Achievement, double UpTo)[] ladder, double height)
    {
        var (low, high) = (0, ladder.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ladder[middle].UpTo <= height)
                low = middle + 1;
            else
                high = middle;
        }

        return ladder[low].Achievement;
    }
}
