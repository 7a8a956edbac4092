namespace CreditBridge.Core.Rules;

/// <summary>
/// Bands of one exam: rules that each ask for one credential of the same learning, with results on the same scale whose limits do not meet. The best result gives its own
/// band only: a lower band, met by an earlier attempt at the exam, does not come up when lines of the higher one are blocked.
/// </summary>
internal static class Bands
{
    /// <summary>Candidates of a lower band, each with the attempt of the higher band.</summary>
    /// <param name="decisions">Decided already: a higher band that has nothing left to give still stands.</param>
    public static List<(Candidate Lower, Attempt Own)> Lower(List<Candidate> candidates, RuleDecision?[] decisions)
    {
        var found = new List<(Candidate, Attempt)>();
        foreach (var lower in candidates)
        {
            if (BandOf(lower.Rule) is not { } band)
                continue;
            var own = candidates.Select(candidate => candidate.Attempt).Concat(decisions.Where(IsExhausted).Select(decision => decision!.Attempt))
                .Where(other => BandOf(other.Rule) is { } higher && band.IsBelow(higher)).OrderBy(other => other.Rule.Index).FirstOrDefault();
            if (own is not null)
                found.Add((lower, own));
        }

        return found;
    }

    private static bool IsExhausted(RuleDecision? decision) => decision is { HasNothingLeft: true };

    private static Band? BandOf(CompiledRule rule)
    {
        if (rule.Repeatable || rule.NoCredit is not null || rule.Root.Kind != ConditionKind.Earned || rule.Root.Group < 0)
            return null;
        return rule.Root.Conditions.Result switch
        {
            PointsResult points => new Band(rule.Root.Group, points.Scale.ToUpperInvariant(), points.Maximum, points.Least, points.Most, points.Below),
            PercentResult percent => new Band(rule.Root.Group, Result.Percent, null, percent.Least, percent.Most, percent.Below),
            _ => null,
        };
    }

    private sealed record Band(int Group, string Scale, decimal? Maximum, decimal? Least, decimal? Most, decimal? Below)
    {
        public bool IsBelow(Band other) => Group == other.Group && Scale == other.Scale && Maximum == other.Maximum && (other.Least > Most || other.Least >= Below);
    }
}
