namespace CreditBridge.Core.Rules;

/// <summary>One line of a rule as people read it.</summary>
/// <param name="Key">The same for the same thing in two versions, so that they compare.</param>
/// <param name="Depth">How deep a part of the requirement stands.</param>
public sealed record RuleField(RuleSection Section, string Key, string Label, string Value, int Depth = 0);

public enum RuleSection
{
    Title,
    Requirement,
    Awards,
    Scope,
    Basis,
    Options,
    Notes,
}
