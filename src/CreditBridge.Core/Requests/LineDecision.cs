using CreditBridge.Core.Access;

namespace CreditBridge.Core.Requests;

/// <summary>What a person (or, for an automatic grant, the rule's approver) decided about one line.</summary>
/// <param name="By">Who takes responsibility: never 'the system'.</param>
/// <param name="At">UTC.</param>
public abstract record LineDecision(Actor By, DateTime At)
{
    /// <param name="Choice">The option's line id, where the line offers a choice.</param>
    /// <param name="Credits">Other credits than asked, with a reason; null: as asked.</param>
    public sealed record Approve(Actor By, DateTime At, string? Choice = null, decimal? Credits = null, string? Reason = null) : LineDecision(By, At)
    {
        /// <summary>Another course, level or elective than asked, with a reason.</summary>
        public OtherAward? Other { get; init; }

        /// <summary>Granted only once this is so.</summary>
        public LineCondition? Condition { get; init; }

        public decimal? ConditionCredits { get; init; }
    }


    public sealed record Decline(Actor By, DateTime At, DeclineReason Code, string Sentence) : LineDecision(By, At);
}
