namespace CreditBridge.OpenBadges;

/// <summary>What an Open Badges 3.0 credential says of itself, before anything is verified.</summary>
/// <param name="RecipientEmail">Null when the recipient is hashed or named otherwise.</param>
public sealed record BadgeFacts(
    string Id,
    string IssuerId,
    string AchievementId,
    string AchievementName,
    string? RecipientEmail,
    string? RecipientName,
    DateOnly IssuedOn,
    DateOnly? ExpiresOn,
    IReadOnlyList<BadgeResult> Results,
    bool IsSigned);
