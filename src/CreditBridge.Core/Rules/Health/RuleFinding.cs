namespace CreditBridge.Core.Rules;

/// <summary>Something about a published rule that somebody should look at. One open row a check and rule; it closes when a later look no longer finds it.</summary>
public sealed class RuleFinding
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RuleId { get; init; }
    public required HealthCheck Check { get; init; }

    /// <summary>What the finding is about, such as a course or the other rule's code.</summary>
    public string Subject { get; init; } = "";

    [LongText]
    public required string Sentence { get; set; }

    /// <summary>Rule, check and subject while the finding is open, then null: unique.</summary>
    [ExternalId]
    public string? OpenKey { get; set; }
    public required DateTime FirstSeenAt { get; init; }
    public DateTime? ClosedAt { get; set; }
}
