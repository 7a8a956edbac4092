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

    /// <summary>Where it may count, by rule; found when first asked for, because most achievements of a large catalogue are never earned.</summary>
    public Touch[]? Touches { get; set; }
}

/// <summary>A leaf of a rule that an achievement may count for.</summary>
/// <param name="Rule">Index into the book's rules.</param>
internal readonly record struct Touch(int Rule, int Leaf);
