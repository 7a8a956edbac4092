using Bogus;
using CreditBridge.Jobs.Demo.Data;

namespace CreditBridge.Jobs.Demo;

/// <summary>What a learner earns: at the partners of the own audience, and the more often the more rules name it.</summary>
internal sealed class DemoChoice
{
    private const int Audiences = 4;

    /// <summary>How often a learner stays with the partner of the credential before: stacks come from this.</summary>
    private const float Stays = 0.45f;

    private readonly List<DemoAchievement> _extra;
    private readonly Dictionary<string, Ladder> _partners;
    private readonly Ladder[] _audiences;

    public DemoChoice(DemoBook book)
    {
        _extra = [.. book.ExtraAchievements];
        var named = DemoFacts.Rules.SelectMany(rule => DemoRule.Named(rule.Definition.Requirement).Distinct()).CountBy(name => (name.Partner, name.Achievement)).ToDictionary();
        var weights = DemoFacts.Achievements.ToLookup(a => a.Partner, a => (Achievement: a, Weight: 1.0 + 2 * named.GetValueOrDefault((a.Partner, a.Id))));
        _partners = DemoFacts.Partners.ToDictionary(partner => partner.Code, partner => new Ladder(weights[partner.Code]));
        _audiences = [.. Enumerable.Range(0, Audiences).Select(audience => new Ladder(DemoFacts.Partners.SelectMany(partner =>
            weights[partner.Code].Select(w => (w.Achievement, partner.Audiences[audience] * w.Weight / weights[partner.Code].Sum(other => other.Weight))))))];
    }

    /// <summary>Something not earned before, where there is anything left.</summary>
    /// <param name="earned">What the learner has, the newest last; what is chosen is added.</param>
    public DemoAchievement Of(DemoLearner learner, List<DemoAchievement> earned, Randomizer dice)
    {
        DemoAchievement achievement;
        var attempt = 0;
        do
            achievement = Any(learner, earned, dice);
        while (earned.Contains(achievement) && ++attempt < 8);
        earned.Add(achievement);
        return achievement;
    }

    private DemoAchievement Any(DemoLearner learner, List<DemoAchievement> earned, Randomizer dice)
    {
        if (_extra.Count > 0 && dice.Bool())
            return dice.ListItem(_extra);
        var ladder = earned.Count > 0 && dice.Bool(Stays) ? _partners[earned[^1].Partner] : _audiences[learner.Audience];
        return ladder.At(dice.Double());
    }

    /// <summary>Weighted choice: each step as high as its weight, all together 1.</summary>
    private sealed class Ladder
    {
        private readonly List<DemoAchievement> _steps = [];
        private readonly List<double> _tops = [];

        public Ladder(IEnumerable<(DemoAchievement Achievement, double Weight)> steps)
        {
            foreach (var (achievement, weight) in steps)
            {
                _steps.Add(achievement);
                _tops.Add(weight + (_tops.Count > 0 ? _tops[^1] : 0));
            }
        }

        public DemoAchievement At(double height)
        {
            var found = _tops.BinarySearch(height * _tops[^1]);
            return _steps[Math.Min(found < 0 ? ~found : found, _steps.Count - 1)];
        }
    }
}
