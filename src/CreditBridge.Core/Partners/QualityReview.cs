namespace CreditBridge.Core.Partners;

/// <summary>One decision about a partner's quality, by a named reviewer. A new decision is a new row.</summary>
public sealed class QualityReview
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PartnerId { get; init; }
    public required QualityState State { get; init; }
    public required string Reviewer { get; init; }
    public required string Criteria { get; init; }
    public string? Evidence { get; init; }
    public required DateTime DecidedAt { get; init; }
    public DateOnly? NextReviewOn { get; init; }
}
