namespace CreditBridge.Core.Rules;

/// <summary>What one rule says to a portfolio, condition by condition.</summary>
/// <param name="Conditions">The requirement, and whom the rule is for.</param>
/// <param name="Sentences">As page, letter and audit print them.</param>
public sealed record AnsweredDecision(
    string Rule, int Version, string Title, RuleOutcome Outcome, bool Satisfied, decimal Credits, string? InFavourOf,
    IReadOnlyList<AnsweredCondition> Conditions, IReadOnlyList<string> Reasons, IReadOnlyList<string> Sentences)
{
    public static AnsweredDecision Of(RuleDecision decision) => new(
        decision.RuleCode, decision.Rule.Number, decision.Rule.Title, decision.Outcome, decision.Satisfied, decision.Credits, decision.InFavourOf,
        [.. decision.Scope.Append(decision.Requirement).Select(AnsweredCondition.Of)], decision.Reasons, decision.Explanation.Split('\n'));
}

/// <param name="Seen">The value found, in short.</param>
public sealed record AnsweredCondition(ConditionKind Kind, bool Met, string Seen, string Sentence, IReadOnlyList<AnsweredCondition> Parts)
{
    public static AnsweredCondition Of(ExplainedCondition condition) => new(condition.Kind, condition.Met, condition.Seen, condition.Sentence, [.. condition.Parts.Select(Of)]);
}
