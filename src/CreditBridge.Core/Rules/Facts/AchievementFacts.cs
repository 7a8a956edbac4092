namespace CreditBridge.Core.Rules;

/// <summary>What the engine knows of an achievement. What the partner did not say is empty, and meets no condition that asks for it.</summary>
public sealed record AchievementFacts(string Partner, string ExternalId, string Name)
{
    /// <summary>The SameLearning group; without one the achievement is a group of its own.</summary>
    public string? SameLearning { get; init; }

    public IReadOnlyList<string> Skills { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public decimal? Hours { get; init; }

    public string? AssessmentType { get; init; }

    public bool? Supervised { get; init; }

    public bool? IdentityChecked { get; init; }

    public string? Language { get; init; }
}
