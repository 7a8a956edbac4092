namespace CreditBridge.Core.Rules;

/// <summary>Two evaluations of one learner side by side: with the rules as they are, and as they would be.</summary>
public sealed record ImpactLook(ImpactKind Kind, string Before, string After, decimal CreditsBefore, decimal CreditsAfter)
{
    public static ImpactLook Of(Evaluation before, Evaluation after)
    {
        var (was, becomes) = (Lines(before), Lines(after));
        var (creditsBefore, creditsAfter) = (Credits(before), Credits(after));
        var kind = creditsAfter.CompareTo(creditsBefore) switch
        {
            > 0 => ImpactKind.Gain,
            < 0 => ImpactKind.Lose,
            _ => was == becomes ? ImpactKind.Same : ImpactKind.Change,
        };
        return new(kind, was, becomes, creditsBefore, creditsAfter);
    }

    private static string Lines(Evaluation evaluation) => string.Join('\n', Counted(evaluation)
        .Select(pair => $"{pair.Decision.RuleCode}: {pair.Line.Sentence}{(pair.Decision.AsksPerson ? " A person looks first." : "")}"));

    private static decimal Credits(Evaluation evaluation) => Counted(evaluation).Sum(pair => pair.Line.Credits);

    /// <summary>What the night grants or asks a person about.</summary>
    private static IEnumerable<(RuleDecision Decision, AwardLine Line)> Counted(Evaluation evaluation) => evaluation.Decisions
        .Where(decision => decision.Outcome == RuleOutcome.Grant || decision.AsksPerson)
        .SelectMany(decision => decision.Lines.Where(line => line.State is AwardState.Open or AwardState.NeedsPerson), (decision, line) => (decision, line));
}
