namespace CreditBridge.Core.Rules;

/// <summary>A cap in force for one learner, with what counts towards it already.</summary>
/// <param name="Used">Credits granted or asked for before, in thousandths.</param>
internal sealed record CapUse(CapInForce InForce, long Used)
{
    /// <summary>Every cap in force for the learner.</summary>
    public static IReadOnlyList<CapUse> All(PortfolioView view) => view.InForce.Caps.Count == 0 ? [] : [.. view.InForce.Caps.Select(cap => new CapUse(cap, UsedOf(cap.Cap, view)))];

    public long Limit { get; } = Worth.Thousandths(InForce.Limit);

    public long Left => Math.Max(0, Limit - Used);

    /// <summary>What an option counts towards this cap, in thousandths of credits.</summary>
    public long Counted(Candidate candidate, Way way, AwardLine[] lines)
    {
        var cap = InForce.Cap;
        if (cap.Basis is { } basis && candidate.Rule.Definition.Basis.Kind != basis)
            return 0;
        if (cap.Partner is { } partner && !Array.Exists(way.Chosen, index => index >= 0 && candidate.Attempt.View.Credentials[index].Credential.Partner == partner))
            return 0;
        return Counted(lines);
    }

    /// <summary>The most that any of its options may count.</summary>
    public long MostCounted(Candidate candidate)
    {
        if (InForce.Cap.Basis is { } basis && candidate.Rule.Definition.Basis.Kind != basis)
            return 0;
        return candidate.Lines.Where(line => AwardLines.IsGiven(line.State)).Sum(line =>
            Worth.Thousandths(line.Options.Count == 0 ? line.Credits : line.Options.Where(option => AwardLines.IsGiven(option.State)).Max(option => option.Credits)));
    }

    /// <param name="more">What the decisions at hand would add.</param>
    public string Sentence(long more) =>
        $"This would make {Wording.Credits((Used + more) / 1000m)}{InForce.Of}; the limit is {InForce.Text}.";

    private static long UsedOf(CreditCap cap, PortfolioView view) => view.Portfolio.Earlier
        .Where(award => award.State != EarlierAwardState.Declined
            && (cap.Basis is null || award.Basis == cap.Basis) && (cap.Level is null || award.Level == cap.Level) && (cap.Partner is null || award.Partners.Contains(cap.Partner)))
        .Sum(award => Worth.Thousandths(award.Credits));

    private long Counted(AwardLine[] lines)
    {
        var sum = 0L;
        foreach (var line in lines)
        {
            if (AwardLines.IsGiven(line.State) && (InForce.Cap.Level is not { } level || (line.Level ?? Catalog.CourseLevel.Lower) == level))
                sum += Worth.Thousandths(line.Credits);
        }

        return sum;
    }
}
