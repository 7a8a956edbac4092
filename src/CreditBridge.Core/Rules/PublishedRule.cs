namespace CreditBridge.Core.Rules;

/// <summary>One published version of a rule, in force from and to these days, both inclusive.</summary>
/// <param name="Code">The rule's stable code, 'EQ-00042'.</param>
/// <param name="Number">The version's number within its rule.</param>
public sealed record PublishedRule(string Code, Guid VersionId, int Number, string Title, DateOnly? From, DateOnly? To, RuleDefinition Definition);
