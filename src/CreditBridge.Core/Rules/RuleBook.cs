namespace CreditBridge.Core.Rules;

/// <summary>The published rules, compiled: keys interned, indexed by achievement. Immutable, and safe to share between threads.</summary>
public sealed class RuleBook
{
    private readonly CompiledRule[] _rules;
    private readonly AchievementIndex _achievements;
    private readonly PatternIndex _patterns = new();
    private readonly int[]?[] _rulesByGroup;
    private readonly Dictionary<int, int[]> _rulesByPattern;

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

        var leaves = _rules.SelectMany(rule => rule.Leaves, (rule, leaf) => (rule.Index, leaf.Group, leaf.Pattern)).ToArray();
        _rulesByGroup = new int[]?[_achievements.GroupCount];
        foreach (var group in leaves.Where(leaf => leaf.Pattern < 0).GroupBy(leaf => leaf.Group, leaf => leaf.Index))
            _rulesByGroup[group.Key] = [.. group.Distinct()];
        _rulesByPattern = leaves.Where(leaf => leaf.Pattern >= 0).GroupBy(leaf => leaf.Pattern, leaf => leaf.Index)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
    }

    /// <summary>In the order of their codes.</summary>
    public IReadOnlyList<PublishedRule> Rules { get; }

    internal CourseIndex Courses { get; }

    public static RuleBook Compile(
        IReadOnlyCollection<PublishedRule> rules, IReadOnlyCollection<AchievementFacts> achievements, CatalogFacts catalog) =>
        new(rules, achievements, catalog);

    internal CompiledRule this[int index] => _rules[index];

    internal AchievementEntry? Find(string partner, string externalId) => _achievements.Find(partner, externalId);

    internal Touches TouchesOf(AchievementEntry achievement) => achievement.Touches ??= FindTouches(achievement);

    private Touches FindTouches(AchievementEntry achievement)
    {
        var direct = _rulesByGroup[achievement.Group] ?? [];
        var patterns = achievement.Facts is null ? [] : _patterns.Fitting(achievement.Facts);
        if (patterns.Length == 0)
            return new Touches(direct, patterns);
        var rules = new SortedSet<int>(direct);
        foreach (var pattern in patterns)
            rules.UnionWith(_rulesByPattern[pattern]);
        return new Touches([.. rules], patterns);
    }
}
