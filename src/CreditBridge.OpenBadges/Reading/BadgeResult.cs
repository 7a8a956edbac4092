namespace CreditBridge.OpenBadges;

/// <summary>One result: its value, or its status ("Completed") where that is all it has.</summary>
/// <param name="Type">The result description's <c>resultType</c>, such as <c>Percent</c> or <c>LetterGrade</c>; null when the credential does not say.</param>
public sealed record BadgeResult(string? Type, string Value, decimal? Maximum);
