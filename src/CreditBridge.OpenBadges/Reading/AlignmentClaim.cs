namespace CreditBridge.OpenBadges;

/// <summary>A course, skill or outcome elsewhere that the achievement says it corresponds to.</summary>
public sealed record AlignmentClaim(string TargetName, string? TargetUrl, string? TargetCode, string? TargetFramework, string? TargetType);
