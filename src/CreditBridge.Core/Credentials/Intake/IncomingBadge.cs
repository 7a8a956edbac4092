using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>What a digital credential brings beyond a plain record.</summary>
/// <param name="Original">The file, where the payload is not all of it.</param>
public sealed record IncomingBadge(string IssuerId, AchievementClaims Achievement, CredentialFile? Original);
