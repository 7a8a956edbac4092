namespace CreditBridge.Core.Rules;

/// <summary>An achievement that is in the catalogue of a partner, or that a rule names.</summary>
internal sealed class AchievementEntry(string partner, string externalId, int group)
{
    public AchievementFacts? Facts { get; init; }

    /// <summary>The number of its SameLearning group; alone, of itself.</summary>
    public int Group => group;

    /// <summary>The key under which its learning is used up.</summary>
    public string GroupKey => Facts?.SameLearning is { } name ? UseKey.OfLearning(name) : UseKey.OfAchievement(partner, externalId);

    public string Name => Facts?.Name ?? externalId;

    /// <summary>The rules and patterns that it touches, found when first asked for: most achievements of a large catalogue are never earned.</summary>
    public Touches? Touches { get; set; }
}

/// <param name="Rules">Indexes into the book's rules, in order, each once.</param>
/// <param name="Patterns">Ids of the patterns it fits, in order.</param>
internal sealed record Touches(int[] Rules, int[] Patterns);
