namespace CreditBridge.Core.Rules;

/// <summary>Two evaluations of one learner side by side: with the rules as they are, and as they would be.</summary>
public sealed record ImpactLook(ImpactKind Kind, string Before, string After, decimal CreditsBefore, decimal CreditsAfter)
{
    public static ImpactLook Of(Evaluation before, Evaluation after)
    {
        var (was, becomes) = (Lines(before), Lines(after));
        var kind = after.RecommendedCredits.CompareTo(before.RecommendedCredits) switch
        {
            > 0 => ImpactKind.Gain,
            < 0 => ImpactKind.Lose,
            _ => was == becomes ? ImpactKind.Same : ImpactKind.Change,
        };
        return new(kind, was, becomes, before.RecommendedCredits, after.RecommendedCredits);
    }

    /// <summary>What would be granted or asked for, a line each: what the night makes of it.</summary>
    public static string Lines(Evaluation evaluation) => string.Join('\n', evaluation.Decisions
        .Where(decision => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request)
        .SelectMany(decision => decision.Lines.Where(line => line.State is AwardState.Open or AwardState.NeedsPerson)
            .Select(line => $"{decision.RuleCode}: {line.Sentence}{(decision.Outcome == RuleOutcome.Request ? " A person looks first." : "")}")));
}
