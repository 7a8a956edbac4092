namespace CreditBridge.Core.Requests;

/// <summary>How somebody wants a line approved.</summary>
/// <param name="Choice">The option's line id, where the line offers a choice.</param>
/// <param name="Credits">Other credits than the rule gives, with a reason; null: as asked.</param>
/// <param name="Reason">Needed for anything but 'as asked'; the learner reads it.</param>
public sealed record LineApproval(string? Choice = null, decimal? Credits = null, string? Reason = null)
{
    /// <summary>Another course or elective than asked.</summary>
    public OtherAsk? Other { get; init; }

    public LineCondition? Condition { get; init; }

    /// <summary>With <see cref="LineCondition.ResidentCredits"/>: how many.</summary>
    public decimal? ConditionCredits { get; init; }
}
