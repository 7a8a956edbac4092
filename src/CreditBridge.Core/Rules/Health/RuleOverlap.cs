namespace CreditBridge.Core.Rules;

/// <summary>Rules that ask for the same thing: twice for the same credit, or for different credit.</summary>
internal static class RuleOverlap
{
    public static IEnumerable<(EquivalencyRule Rule, HealthCheck Check, EquivalencyRule Other, string Sentence)> Of(IReadOnlyList<(EquivalencyRule Rule, RuleVersion Version)> rules)
    {
        foreach (var same in rules.Where(row => row.Version.Definition.Requirement is Earned { Selector: AchievementSelector })
            .GroupBy(row => ((Earned)row.Version.Definition.Requirement).Selector).Where(group => group.Count() > 1))
        {
            var sorted = same.OrderBy(row => row.Rule.Code.Length).ThenBy(row => row.Rule.Code, StringComparer.Ordinal).ToList();
            for (var i = 0; i < sorted.Count; i++)
            {
                for (var j = i + 1; j < sorted.Count; j++)
                {
                    var (first, second) = (sorted[i], sorted[j]);
                    if (RuleJson.Serialize(Scoped(first)) != RuleJson.Serialize(Scoped(second)) || !Meet(ConditionsOf(first).Result, ConditionsOf(second).Result))
                        continue;
                    yield return Awards(first) == Awards(second)
                        ? (second.Rule, HealthCheck.NearDuplicate, first.Rule, $"{first.Rule.Code} gives the same credit for the same credential: one of the two is enough.")
                        : (second.Rule, HealthCheck.Contradiction, first.Rule, $"{first.Rule.Code} gives other credit for the same credential and the same result: {Awards(first)}, here {Awards(second)}.");
                }
            }
        }
    }

    /// <summary>The rule without its awards, so that only whom it is for is compared.</summary>
    private static RuleDefinition Scoped((EquivalencyRule Rule, RuleVersion Version) row) =>
        new(new AllOf([]), [], row.Version.Definition.Scope, new RuleBasis(Basis.Exam));

    private static Conditions ConditionsOf((EquivalencyRule Rule, RuleVersion Version) row) => ((Earned)row.Version.Definition.Requirement).Conditions;

    private static string Awards((EquivalencyRule Rule, RuleVersion Version) row) => string.Join(" and ", row.Version.Definition.Awards.Select(RuleWords.Of));

    /// <summary>Whether some result meets both.</summary>
    private static bool Meet(ResultCondition? left, ResultCondition? right) => (left, right) switch
    {
        (null, _) or (_, null) => true,
        (PercentResult a, PercentResult b) => Meet((a.Least, a.Most, a.Below), (b.Least, b.Most, b.Below)),
        (PointsResult a, PointsResult b) => a.Scale == b.Scale && Meet((a.Least, a.Most, a.Below), (b.Least, b.Most, b.Below)),
        (LetterResult a, LetterResult b) => Meet((Rank(a.Least), Rank(a.Most), null), (Rank(b.Least), Rank(b.Most), null)),
        (LevelResult a, LevelResult b) => a.Scale == b.Scale && Meet((Place(a, a.Least), Place(a, a.Most), null), (Place(b, b.Least), Place(b, b.Most), null)),
        (PassResult, PassResult) => true,
        _ => false,
    };

    private static bool Meet((decimal? Least, decimal? Most, decimal? Below) a, (decimal? Least, decimal? Most, decimal? Below) b) =>
        !(a.Least > b.Most) && !(b.Least > a.Most) && !(a.Least >= b.Below) && !(b.Least >= a.Below);

    private static decimal? Rank(string? letter) => letter is null ? null : LetterGrade.Rank(letter);

    private static decimal? Place(LevelResult result, string? level) => level is null ? null : result.Levels.ToList().IndexOf(level);
}
