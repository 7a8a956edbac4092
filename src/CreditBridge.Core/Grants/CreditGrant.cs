using CreditBridge.Core.Requests;

namespace CreditBridge.Core.Grants;

/// <summary>Credit as it was granted. Immutable but for the learner's answer: a correction is a reversing grant.</summary>
public sealed class CreditGrant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid LearnerId { get; init; }
    public required Guid RequestId { get; init; }
    public required Guid RuleVersionId { get; init; }
    public required string RuleCode { get; init; }

    [LongText]
    public required string Explanation { get; init; }

    /// <summary>The policy text in force when it was granted.</summary>
    [LongText]
    public required string PolicyText { get; init; }
    public required List<EvidenceItem> Evidence { get; init; }
    public required bool IsAutomatic { get; init; }

    /// <summary>For an automatic grant, who approved the rule.</summary>
    public required string ApprovedBy { get; init; }
    public required DateTime ApprovedAt { get; init; }
    public GrantState State { get; private set; } = GrantState.Offered;
    public DateTime? AnsweredAt { get; private set; }
    public Guid? ReversesGrantId { get; init; }
    public int Version { get; set; }
    public List<GrantLine> Lines { get; } = [];
    public List<CredentialUse> Uses { get; } = [];

    /// <exception cref="IllegalMoveException">The offer has been answered or has lapsed.</exception>
    public void Answer(GrantState answer, DateTime at)
    {
        if (!CanMove(State, answer))
            throw IllegalMoveException.For("The grant", State, answer);
        (State, AnsweredAt) = (answer, at);
    }

    public static bool CanMove(GrantState from, GrantState to) => (from, to) switch
    {
        (GrantState.Offered, GrantState.Accepted or GrantState.DeclinedByLearner or GrantState.Lapsed) => true,
        _ => false,
    };
}
