namespace CreditBridge.Simulators;

/// <summary>One record of a source, as its vendor would hold it. Instants are UTC.</summary>
public sealed record SimulatedCredential(int Number, string AchievementId, string Email, string GivenName, string FamilyName, DateTime IssuedAt, DateTime UpdatedAt)
{
    public string Id { get; init; } = $"c{Number:D7}";

    public string AchievementName => $"Course {AchievementId}";

    public DateTime? ExpiresAt { get; init; }

    public int? Score { get; init; }

    public bool IsRevoked { get; init; }
}
