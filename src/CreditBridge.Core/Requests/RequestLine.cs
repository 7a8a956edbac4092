
namespace CreditBridge.Core.Requests;

/// <summary>One line of credit asked for. It keeps the explanation and the evidence as they were when it was opened.</summary>
public sealed class RequestLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RequestId { get; init; }
    public required Guid RuleVersionId { get; init; }
    public required string RuleCode { get; init; }

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
    public string? DecidedByRole { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public DeclineReason? DeclineReason { get; private set; }

    [LongText]
    public string? DecisionSentence { get; private set; }
    public int Version { get; set; }

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
                State = SetCredits(approve.Credits, approve.Reason) ? LineState.Approved : LineState.ApprovedDifferently;
                DecisionSentence = approve.Reason?.Trim();
                break;
            case LineDecision.Decline decline:
                ArgumentException.ThrowIfNullOrWhiteSpace(decline.Sentence);
                (State, DeclineReason, DecisionSentence) = (LineState.Declined, decline.Code, decline.Sentence.Trim());
                break;
        }

        (DecidedBy, DecidedByRole, DecidedAt) = (decision.By.Name, decision.By.Role?.ToString(), decision.At);
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
