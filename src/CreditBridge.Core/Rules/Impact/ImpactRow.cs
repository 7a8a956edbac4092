namespace CreditBridge.Core.Rules;

/// <summary>What a version would mean for one learner. Learners for whom nothing changes are only counted.</summary>
public sealed class ImpactRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ImpactRunId { get; init; }
    public required Guid LearnerId { get; init; }
    public required ImpactKind Kind { get; init; }

    /// <summary>What the learner would get with the rules as they are; empty: nothing.</summary>
    [LongText]
    public string Before { get; init; } = "";

    [LongText]
    public string After { get; init; } = "";
    public required decimal CreditsBefore { get; init; }
    public required decimal CreditsAfter { get; init; }

    /// <summary>Set once the learner has been offered what was waiting.</summary>
    public DateTime? OfferedAt { get; set; }
}
