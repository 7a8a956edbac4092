using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>What a credential says of itself. Nothing here is checked; each part is as the issuer wrote it.</summary>
/// <param name="Id">Null in the few that have none.</param>
/// <param name="ValidFrom">UTC; null when it says none.</param>
/// <param name="ValidUntil">UTC.</param>
/// <param name="CreditsEarned">The standard gives it no unit (Open Badges 3.0, AchievementSubject): never take it for ECTS or semester credits.</param>
/// <param name="Nested">Credentials inside, of a Comprehensive Learner Record; each as JSON or compact JWS text.</param>
/// <param name="Extensions">Properties of subject and achievement that the standard does not name.</param>
public sealed record CredentialClaims(
    CredentialStandard Standard,
    string? Id,
    string? Name,
    string IssuerId,
    string? IssuerName,
    AchievementClaims? Achievement,
    IReadOnlyList<RecipientClaim> Recipients,
    string? RecipientName,
    DateTime? ValidFrom,
    DateTime? ValidUntil,
    IReadOnlyList<BadgeResult> Results,
    decimal? CreditsEarned,
    IReadOnlyList<EvidenceClaim> Evidence,
    IReadOnlyList<string> Nested,
    IReadOnlyDictionary<string, JsonElement> Extensions)
{
    /// <summary>Issuer and id in one text: the same badge from two doors is one credential. Null without an id.</summary>
    public string? CanonicalId => Id is null ? null : $"{IssuerId}/{Id}";

    /// <summary>A recipient named by a plain e-mail address; a hashed one can only be compared.</summary>
    public string? RecipientEmail => Recipients.FirstOrDefault(recipient => recipient is { IsHashed: false, IdentityType: RecipientIdentity.Email })?.Identity;
}
