namespace CreditBridge.Core.Rules;

/// <summary>Finds the patterns that an achievement fits by its skills, tags and partner, so that a pattern costs only where it may match.</summary>
internal sealed class PatternIndex
{
    private readonly List<PatternSelector> _patterns = [];
    private readonly Dictionary<PatternSelector, int> _ids = [];
    private readonly Dictionary<string, List<int>> _bySkill = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<int>> _byTag = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<int>> _byPartner = new(StringComparer.Ordinal);
    private readonly List<int> _byNameOnly = [];

    /// <summary>Equal patterns share an id.</summary>
    public int Intern(PatternSelector pattern)
    {
        pattern = pattern with { Once = default };
        if (_ids.TryGetValue(pattern, out var id))
            return id;
        _ids[pattern] = id = _patterns.Count;
        _patterns.Add(pattern);
        if (pattern.Skill is not null)
            Add(_bySkill, pattern.Skill, id);
        else if (pattern.Tag is not null)
            Add(_byTag, pattern.Tag, id);
        else if (pattern.Partner is not null)
            Add(_byPartner, pattern.Partner, id);
        else if (pattern.NameContains is not null)
            _byNameOnly.Add(id);
        return id;
    }

    public int Count => _patterns.Count;

    /// <summary>The patterns that the achievement fits, each once. A pattern that asks nothing fits nothing.</summary>
    public IReadOnlyCollection<int> Fitting(AchievementFacts achievement)
    {
        if (_patterns.Count == 0)
            return [];
        var found = new HashSet<int>();
        foreach (var skill in achievement.Skills)
            Collect(_bySkill.GetValueOrDefault(skill));
        foreach (var tag in achievement.Tags)
            Collect(_byTag.GetValueOrDefault(tag));
        Collect(_byPartner.GetValueOrDefault(achievement.Partner));
        Collect(_byNameOnly);
        return found;

        void Collect(List<int>? ids)
        {
            foreach (var id in ids ?? [])
            {
                if (Fits(_patterns[id], achievement))
                    found.Add(id);
            }
        }
    }

    private static bool Fits(PatternSelector pattern, AchievementFacts achievement) =>
        (pattern.Partner is null || pattern.Partner == achievement.Partner)
        && (pattern.Skill is null || achievement.Skills.Contains(pattern.Skill, StringComparer.OrdinalIgnoreCase))
        && (pattern.Tag is null || achievement.Tags.Contains(pattern.Tag, StringComparer.OrdinalIgnoreCase))
        && (pattern.NameContains is null || achievement.Name.Contains(pattern.NameContains, StringComparison.OrdinalIgnoreCase));

    private static void Add(Dictionary<string, List<int>> index, string key, int id)
    {
        if (!index.TryGetValue(key, out var ids))
            index[key] = ids = [];
        ids.Add(id);
    }
}
