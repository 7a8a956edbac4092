namespace CreditBridge.Core.Rules;

/// <summary>What people decided differently from the rule, and how often: a rule that should perhaps say so.</summary>
public sealed record Precedent(string RuleCode, string AwardLineId, string? Course, decimal Credits, int Count, DateTime LastAt);
