namespace CreditBridge.Core.Rules;

/// <summary>The published rules, compiled: keys interned, indexed by achievement. Immutable, and safe to share between threads.</summary>
public sealed class RuleBook
{
    private readonly CompiledRule[] _rules;
    private readonly AchievementIndex _achievements;
    private readonly PatternIndex _patterns = new();
    private readonly Touch[]?[] _byGroup;
    private readonly Touch[][] _byPattern;

    private RuleBook(IReadOnlyCollection<PublishedRule> rules, IReadOnlyCollection<AchievementFacts> achievements, CatalogFacts catalog)
    {
        _achievements = new AchievementIndex(achievements);
        Courses = new CourseIndex(catalog);
        PublishedRule[] sorted = [.. rules];
        Array.Sort(sorted, CompiledRule.Compare);
        Rules = sorted;
        _rules = Array.ConvertAll(sorted, rule => new CompiledRule(rule, new RequirementCompiler(_achievements, _patterns, Courses), Courses));
        for (var i = 0; i < _rules.Length; i++)
            _rules[i].Index = i;

        _byGroup = new Touch[]?[_achievements.GroupCount];
        _byPattern = new Touch[_patterns.Count][];
        var leaves = _rules.SelectMany(rule => rule.Leaves, (rule, leaf) => (leaf.Group, leaf.Pattern, Touch: new Touch(rule.Index, leaf.Leaf))).ToList();
        foreach (var group in leaves.Where(leaf => leaf.Pattern < 0).GroupBy(leaf => leaf.Group, leaf => leaf.Touch))
            _byGroup[group.Key] = [.. group];
        foreach (var pattern in leaves.Where(leaf => leaf.Pattern >= 0).GroupBy(leaf => leaf.Pattern, leaf => leaf.Touch))
            _byPattern[pattern.Key] = [.. pattern];
    }

    /// <summary>In the order of their codes.</summary>
    public IReadOnlyList<PublishedRule> Rules { get; }

    internal CourseIndex Courses { get; }

    public static RuleBook Compile(
        IReadOnlyCollection<PublishedRule> rules, IReadOnlyCollection<AchievementFacts> achievements, CatalogFacts catalog) =>
        new(rules, achievements, catalog);

    internal CompiledRule this[int index] => _rules[index];

    internal AchievementEntry? Find(string partner, string externalId) => _achievements.Find(partner, externalId);

    internal Touch[] TouchesOf(AchievementEntry achievement) => achievement.Touches ??= FindTouches(achievement);

    private Touch[] FindTouches(AchievementEntry achievement)
    {
        var direct = _byGroup[achievement.Group] ?? [];
        var patterns = achievement.Facts is null ? [] : _patterns.Fitting(achievement.Facts);
        return patterns.Count == 0 ? direct : [.. direct, .. patterns.SelectMany(pattern => _byPattern[pattern])];
    }
}
