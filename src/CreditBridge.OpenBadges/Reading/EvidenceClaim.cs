namespace CreditBridge.OpenBadges;

/// <summary>What the issuer shows as evidence: a link, its name, or a text.</summary>
public sealed record EvidenceClaim(string? Url, string? Name, string? Narrative);
