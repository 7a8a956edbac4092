namespace CreditBridge.Core.Rules;

/// <summary>
/// One decision for every rule that a learner's credentials touch, by rule code. A rule that awards once a credential has a decision for each.
/// </summary>
public sealed class Evaluation
{
    internal Evaluation(IReadOnlyList<RuleDecision> decisions) => Decisions = decisions;

    public IReadOnlyList<RuleDecision> Decisions { get; }

    /// <summary>Satisfied = granted + requested + blocked + not chosen + already decided.</summary>
    public int Satisfied => Decisions.Count(d => d.Satisfied);

    public int Count(RuleOutcome outcome) => Decisions.Count(d => d.Outcome == outcome);

    /// <summary>Credits granted and requested.</summary>
    public decimal RecommendedCredits => Decisions.Where(d => d.Outcome is RuleOutcome.Grant or RuleOutcome.Request).Sum(d => d.Credits);
}
