namespace CreditBridge.Core.Rules;

/// <summary>What is wrong with a rule, at the place where it can be mended.</summary>
/// <param name="Path">As in <see cref="RuleParts"/>: <c>requirement.items[0].conditions.result</c>, <c>awards[1]</c>, <c>title</c>.</param>
/// <param name="IsWarning">Worth a look; it hinders nobody from submitting.</param>
public sealed record RuleProblem(string Path, string Sentence, bool IsWarning = false);
