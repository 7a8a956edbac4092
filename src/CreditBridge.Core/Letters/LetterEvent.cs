namespace CreditBridge.Core.Letters;

/// <summary>What a letter tells. Each has a template, and can be switched off.</summary>
public enum LetterEvent
{
    SignInLink,
    RequestReceived,
    InformationAsked,
    RequestDecided,
    AppealReceived,
    CreditOffered,
    OfferEndsSoon,
    CreditPosted,
    CreditReversed,
    CorrectionAnswered,

    /// <summary>To staff: what waits for them, once a day.</summary>
    StaffDigest,

    /// <summary>To faculty: a request waits for the department.</summary>
    FacultyAsked,
    FacultyReminded,

    /// <summary>To the registrar: faculty has not answered in time.</summary>
    Escalated,
}
