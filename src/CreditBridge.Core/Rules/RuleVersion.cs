namespace CreditBridge.Core.Rules;

/// <summary>What a rule says from one date to another. Immutable once published.</summary>
public sealed class RuleVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RuleId { get; init; }
    public required int Number { get; init; }
    public RuleVersionState State { get; private set; } = RuleVersionState.Draft;
    public required RuleDefinition Definition { get; init; }
    public required string Author { get; init; }
    public required DateTime CreatedAt { get; init; }
    public string? ApprovedBy { get; private set; }
    public DateTime? ApprovedAt { get; private set; }
    public DateOnly? PublishedFrom { get; private set; }
    public DateOnly? PublishedTo { get; private set; }

    [LongText]
    public string? PublicNote { get; init; }

    [LongText]
    public string? PrivateNote { get; init; }
    public DateOnly? NextReviewOn { get; init; }
    public int Version { get; set; }

    public static bool CanMove(RuleVersionState from, RuleVersionState to) => (from, to) switch
    {
        (RuleVersionState.Draft, RuleVersionState.InReview) => true,
        (RuleVersionState.InReview, RuleVersionState.Draft or RuleVersionState.Approved) => true,
        (RuleVersionState.Approved, RuleVersionState.Published) => true,
        (RuleVersionState.Published, RuleVersionState.Superseded or RuleVersionState.Retired) => true,
        _ => false,
    };

    public void Submit() => MoveTo(RuleVersionState.InReview);

    /// <exception cref="IllegalMoveException">The author approves the own rule, or the version is not in review.</exception>
    public void Approve(string by, DateTime at)
    {
        if (by == Author)
            throw new IllegalMoveException($"{by} wrote this version: another person approves it.");
        MoveTo(RuleVersionState.Approved);
        (ApprovedBy, ApprovedAt) = (by, at);
    }

    public void Publish(DateOnly from, DateOnly? to = null)
    {
        MoveTo(RuleVersionState.Published);
        (PublishedFrom, PublishedTo) = (from, to);
    }

    private void MoveTo(RuleVersionState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For("The rule version", State, next);
        State = next;
    }
}
