using CreditBridge.Core.Rules;

namespace CreditBridge.Core.Requests;

/// <summary>One line of credit asked for. It keeps the explanation and the evidence as they were when it was opened.</summary>
public sealed class RequestLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RequestId { get; init; }

    /// <summary>Null where no rule stands behind it: a learner's own ask, or an award made by hand.</summary>
    public Guid? RuleVersionId { get; init; }

    /// <summary>Empty where there is no rule.</summary>
    public string RuleCode { get; init; } = "";

    /// <summary>Why it is recognised, where no rule says it.</summary>
    public Basis? Basis { get; init; }

    /// <summary>The award line's id within its rule: the same across versions.</summary>
    public required string AwardLineId { get; init; }

    /// <summary>Empty, or for a repeatable rule the credential's canonical id: part of the posting key.</summary>
    [ExternalId]
    public string Occurrence { get; init; } = "";
    public required AwardKind Kind { get; set; }
    public string? CourseCode { get; set; }

    /// <summary>Course groups this line would take: each once a learner.</summary>
    public List<string> CourseGroups { get; set; } = [];
    public string? ElectiveSubject { get; set; }
    public required string CourseLevel { get; set; }
    public required decimal Credits { get; set; }
    public string? GradeCode { get; init; }

    /// <summary>Courses to choose from, when the award leaves a choice.</summary>
    public List<AwardOption> Options { get; init; } = [];

    /// <summary>The decision in sentences, as page, letter and audit print it.</summary>
    [LongText]
    public required string Explanation { get; init; }

    /// <summary>Why a person must look; empty for an automatic grant.</summary>
    [LongText]
    public string ReviewReason { get; init; } = "";
    public List<EvidenceItem> Evidence { get; init; } = [];

    /// <summary>Credentials or SameLearning groups this line would use up.</summary>
    public List<string> UseKeys { get; init; } = [];
    public LineState State { get; private set; } = LineState.Open;
    public string? DecidedBy { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedByRole { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public DeclineReason? DeclineReason { get; private set; }

    [LongText]
    public string? DecisionSentence { get; private set; }

    /// <summary>Set with <see cref="LineState.OnCondition"/>.</summary>
    public LineCondition? Condition { get; private set; }

    /// <summary>How many resident credits the condition asks for.</summary>
    public decimal? ConditionCredits { get; private set; }
    public int Version { get; set; }

    /// <summary>What is granted together: the lines of one rule and occurrence, or a line that no rule stands behind.</summary>
    public (Guid, string) Whole => (RuleVersionId ?? Id, Occurrence);

    internal void DemandOpen()
    {
        if (State != LineState.Open)
            throw new IllegalMoveException($"{DecidedBy} decided this line already ({State}).");
    }

    internal void Decide(LineDecision decision)
    {
        DemandOpen();
        switch (decision)
        {
            case LineDecision.Approve approve:
                Choose(approve.Choice);
                var isAsAsked = !Exchange(approve.Other, approve.Reason);
                isAsAsked &= SetCredits(approve.Credits, approve.Reason);
                State = approve.Condition is not null ? LineState.OnCondition : isAsAsked ? LineState.Approved : LineState.ApprovedDifferently;
                (Condition, ConditionCredits) = (approve.Condition, approve.ConditionCredits);
                if (Condition == LineCondition.ResidentCredits && ConditionCredits is not > 0)
                    throw new IllegalMoveException("Say how many credits must be passed here first.");
                DecisionSentence = approve.Reason?.Trim();
                break;
            case LineDecision.Decline decline:
                ArgumentException.ThrowIfNullOrWhiteSpace(decline.Sentence);
                (State, DeclineReason, DecisionSentence) = (LineState.Declined, decline.Code, decline.Sentence.Trim());
                break;
        }

        (DecidedBy, DecidedById, DecidedByRole, DecidedAt) = (decision.By.Name, decision.By.UserId, decision.By.Role?.ToString(), decision.At);
    }

    public static bool CanMove(LineState from, LineState to) => (from, to) switch
    {
        (LineState.Open, LineState.Approved or LineState.ApprovedDifferently or LineState.Declined or LineState.OnCondition) => true,
        (LineState.OnCondition, LineState.Approved) => true,
        // An appeal opens what was declined; what became of it before stands in the request's history.
        (LineState.Declined, LineState.Open) => true,
        _ => false,
    };

    /// <summary>The condition is met: the credit can be granted.</summary>
    /// <exception cref="IllegalMoveException">The line waits for no condition.</exception>
    internal void MeetCondition() => MoveTo(LineState.Approved);

    /// <exception cref="IllegalMoveException">The line was not declined.</exception>
    internal void Reopen()
    {
        MoveTo(LineState.Open);
        (DecidedBy, DecidedById, DecidedByRole, DecidedAt, DeclineReason, DecisionSentence) = (null, null, null, null, null, null);
    }

    private void MoveTo(LineState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For("The line", State, next);
        State = next;
    }

    /// <returns>Whether something else than asked is given.</returns>
    private bool Exchange(OtherAward? other, string? reason)
    {
        if (other is null)
            return false;
        if (string.IsNullOrWhiteSpace(reason))
            throw new IllegalMoveException("Another course or elective than asked needs a sentence that says why.");
        (Kind, CourseCode, ElectiveSubject, CourseLevel, CourseGroups, Credits) = (other.Kind, other.CourseCode, other.ElectiveSubject, other.CourseLevel, other.CourseGroups, other.Credits);
        return true;
    }

    private void Choose(string? choice)
    {
        if (Options.Count == 0)
            return;
        var option = Options.Find(option => option.LineId == choice)
            ?? throw new IllegalMoveException("Choose one of the awards this line offers, then approve.");
        (Kind, CourseCode, ElectiveSubject, CourseLevel, CourseGroups, Credits) =
            (option.Kind, option.CourseCode, option.ElectiveSubject, option.CourseLevel, option.CourseGroups, option.Credits);
    }

    /// <returns>Whether the credits are as asked.</returns>
    private bool SetCredits(decimal? credits, string? reason)
    {
        var asked = Credits;
        Credits = credits ?? asked;
        if (Kind != AwardKind.Exemption && Credits <= 0)
            throw new IllegalMoveException("Say how many credits it is worth, then approve.");
        if (Credits != asked && string.IsNullOrWhiteSpace(reason))
            throw new IllegalMoveException("Other credits than the rule gives need a sentence that says why.");
        return Credits == asked;
    }
}
