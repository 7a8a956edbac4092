namespace CreditBridge.Core.Rules;

/// <summary>A rule in full, exactly as it is stored with a rule version (<see cref="RuleJson"/>).</summary>
/// <param name="AutoGrant">Credit may be granted without a person, when partner, assurance and checks allow it.</param>
/// <param name="Repeatable">Each credential earns credit again, even of one SameLearning group.</param>
public sealed record RuleDefinition(
    Requirement Requirement,
    IReadOnlyList<CreditAward> Awards,
    RuleScope Scope,
    RuleBasis Basis,
    GoverningDate GoverningDate = GoverningDate.Requested,
    bool AutoGrant = false,
    bool Repeatable = false);
