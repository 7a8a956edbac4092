using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;

namespace CreditBridge.Core.Grants;

/// <summary>Credit as it was granted. Immutable but for the learner's answer: a correction is a reversing grant.</summary>
public sealed class CreditGrant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid LearnerId { get; init; }
    public required Guid RequestId { get; init; }

    /// <summary>Null where no rule stands behind it.</summary>
    public Guid? RuleVersionId { get; init; }
    public required string RuleCode { get; init; }

    /// <summary>Why it is recognised. Null only in rows older than the column: then the rule version says it.</summary>
    public Basis? Basis { get; init; }

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

    /// <summary>The last local day to answer an offer; null where none was made.</summary>
    public DateOnly? AnswerDueOn { get; init; }

    /// <summary>A fee is to be paid first: nothing is posted before <see cref="FeePaidAt"/>.</summary>
    public bool NeedsFee { get; init; }
    public DateTime? FeePaidAt { get; private set; }
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

    /// <exception cref="IllegalMoveException">No fee is asked, or it was paid.</exception>
    public void PayFee(DateTime at)
    {
        if (!NeedsFee || FeePaidAt is not null)
            throw new IllegalMoveException("No fee is open for this credit.");
        FeePaidAt = at;
    }

    /// <summary>Accepted, and nothing holds it: its lines may be posted.</summary>
    public bool IsFree => State == GrantState.Accepted && (!NeedsFee || FeePaidAt is not null);

    /// <summary>Makes its lines due for posting, once nothing holds them.</summary>
    /// <returns>The postings that are new.</returns>
    internal List<Posting> Release(string? openTerm, DateTime at) =>
        IsFree ? [.. Lines.Where(line => line is { Posting: null, ReversedAt: null }).Select(line => line.Post(LearnerId, openTerm, at))] : [];

    /// <summary>Takes lines back: what they used up is free again, and the answer is a grant of their credits, negative.</summary>
    internal CreditGrant Reverse(List<GrantLine> lines, string why, Func<GrantLine, string> keyOf, string by, DateTime at)
    {
        var reversal = new CreditGrant
        {
            LearnerId = LearnerId,
            RequestId = RequestId,
            RuleVersionId = RuleVersionId,
            RuleCode = RuleCode,
            Basis = Basis,
            Explanation = why,
            PolicyText = PolicyText,
            Evidence = Evidence,
            IsAutomatic = false,
            ApprovedBy = by,
            ApprovedAt = at,
            ReversesGrantId = Id,
        };
        reversal.Answer(GrantState.Accepted, at);
        reversal.Lines.AddRange(lines.Select(line => line.Reverse(keyOf(line), LearnerId, at)));
        lines.ForEach(line => line.Entitlements.ForEach(entitlement => entitlement.Release()));
        if (Lines.TrueForAll(line => line.ReversedAt is not null))
            Uses.ForEach(use => use.Release());
        return reversal;
    }

    /// <summary>The learner does not take it: what it would have used up is free again.</summary>
    internal void LetGo()
    {
        Uses.ForEach(use => use.Release());
        Lines.ForEach(line => line.Entitlements.ForEach(entitlement => entitlement.Release()));
    }

    public static bool CanMove(GrantState from, GrantState to) => (from, to) switch
    {
        (GrantState.Offered, GrantState.Accepted or GrantState.DeclinedByLearner or GrantState.Lapsed) => true,
        _ => false,
    };
}
