namespace CreditBridge.Core.Partners;

/// <summary>What a source says of an achievement; null where it says nothing.</summary>
/// <param name="Hours">Hours of learning.</param>
/// <param name="Country">ISO 3166-1 alpha-2, of the issuer.</param>
/// <param name="Participation">Form of participation: online, on site, both.</param>
public sealed record AchievementFacts(
    string Name,
    string? Description = null,
    string? Criteria = null,
    string? LearningOutcomes = null,
    decimal? Hours = null,
    string? Level = null,
    string? AssessmentType = null,
    bool? Supervised = null,
    bool? IdentityChecked = null,
    string? Language = null,
    string? Url = null,
    string? Country = null,
    string? AwardingBody = null,
    string? Participation = null,
    string? QualityAssurance = null,
    IReadOnlyList<string>? Skills = null);
