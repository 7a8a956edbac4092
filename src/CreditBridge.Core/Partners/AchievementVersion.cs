namespace CreditBridge.Core.Partners;

/// <summary>What an achievement was before its partner changed it. Written once.</summary>
public sealed class AchievementVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AchievementId { get; init; }

    /// <summary>The achievement's number while it was so.</summary>
    public required int Number { get; init; }

    /// <summary>Its <see cref="AchievementFacts"/> as JSON.</summary>
    [LongText]
    public required string Facts { get; init; }
    public required DateTime ReplacedAt { get; init; }
}
