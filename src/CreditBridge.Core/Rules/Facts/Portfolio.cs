namespace CreditBridge.Core.Rules;

/// <summary>All that a decision about one learner rests on.</summary>
public sealed record Portfolio(
    LearnerFacts Learner,
    IReadOnlyList<PortfolioCredential> Credentials,
    IReadOnlyList<TranscriptCourse> Courses,
    IReadOnlyList<EarlierAward> Earlier);
