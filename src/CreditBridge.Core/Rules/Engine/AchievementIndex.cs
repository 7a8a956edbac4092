namespace CreditBridge.Core.Rules;

/// <summary>Achievements and their SameLearning groups by partner and external id, compared byte by byte.</summary>
internal sealed class AchievementIndex
{
    private readonly Dictionary<(string Partner, string ExternalId), AchievementEntry> _entries;
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private int _groupCount;

    public AchievementIndex(IReadOnlyCollection<AchievementFacts> achievements)
    {
        _entries = new(achievements.Count);
        foreach (var facts in achievements)
            _entries[(facts.Partner, facts.ExternalId)] = new AchievementEntry(facts.Partner, facts.ExternalId, Group(facts)) { Facts = facts };
    }

    public int GroupCount => _groupCount;

    /// <summary>The achievement, also one that only a rule names.</summary>
    public AchievementEntry Intern(string partner, string externalId)
    {
        if (!_entries.TryGetValue((partner, externalId), out var entry))
            _entries[(partner, externalId)] = entry = new AchievementEntry(partner, externalId, _groupCount++);
        return entry;
    }

    public AchievementEntry? Find(string partner, string externalId) => _entries.GetValueOrDefault((partner, externalId));

    private int Group(AchievementFacts facts)
    {
        if (facts.SameLearning is null)
            return _groupCount++;
        if (!_groups.TryGetValue(facts.SameLearning, out var group))
            _groups[facts.SameLearning] = group = _groupCount++;
        return group;
    }
}
