namespace CreditBridge.Core.Requests;

public enum RequestEntryKind
{
    Submitted,
    Claimed,
    Assigned,
    InformationAsked,
    InformationGiven,
    SentToFaculty,
    ReturnedByFaculty,
    LineDecided,
    Decided,
    Withdrawn,
    Appealed,
    Reminded,
    Escalated,
    OfferAnswered,
    ConditionMet,
    FeePaid,

    /// <summary>Between the learner and the office.</summary>
    Message,

    /// <summary>Among staff.</summary>
    Note,
}
