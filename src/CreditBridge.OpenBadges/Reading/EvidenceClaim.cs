namespace CreditBridge.OpenBadges;

public sealed record EvidenceClaim(string? Url, string? Name, string? Narrative);
