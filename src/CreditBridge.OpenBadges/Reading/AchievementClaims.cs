namespace CreditBridge.OpenBadges;

/// <param name="CreditsAvailable">Without a unit, as <see cref="CredentialClaims.CreditsEarned"/>.</param>
/// <param name="Language">BCP 47.</param>
public sealed record AchievementClaims(
    string Id,
    string Name,
    string? Description,
    string? CriteriaText,
    string? CriteriaUrl,
    string? AchievementType,
    string? FieldOfStudy,
    string? HumanCode,
    string? Language,
    decimal? CreditsAvailable,
    IReadOnlyList<string> Tags,
    IReadOnlyList<AlignmentClaim> Alignments);
