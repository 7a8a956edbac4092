namespace CreditBridge.Core.Rules;

/// <summary>One condition of a rule with the value seen and a sentence for the learner; page, letter, API and audit print the same words.</summary>
/// <param name="Seen">The value found, in short; empty when there was none.</param>
/// <param name="CredentialId">The credential it was found in.</param>
/// <param name="Parts">The items of a group, or the conditions of a credential.</param>
public sealed record ExplainedCondition(
    ConditionKind Kind, bool Met, string Seen, string Sentence, Guid? CredentialId, IReadOnlyList<ExplainedCondition> Parts);

public enum ConditionKind
{
    AllOf,
    AnyOf,
    AtLeast,
    Earned,
    Passed,
    Status,
    Verification,
    InForce,
    Recommendation,
    Result,
    Hours,
    AssessmentType,
    Supervised,
    IdentityChecked,
    IssuedFrom,
    IssuedTo,
    Age,
    Expiry,
    Assurance,
    Language,
    Program,
    Level,
    Standing,
    Campus,
}
