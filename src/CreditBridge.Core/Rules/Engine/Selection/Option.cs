namespace CreditBridge.Core.Rules;

/// <summary>One way to choose a candidate: the credentials it uses and the lines it gives.</summary>
/// <param name="Lines">As they stand when others give the courses of <paramref name="Declined"/>; nobody reads their sentences.</param>
/// <param name="Groups">The course groups it gives.</param>
/// <param name="Declined">Course groups that another chosen candidate must give.</param>
/// <param name="CapUses">What it counts towards each binding cap, in thousandths of credits.</param>
internal sealed record Option(Way Way, AwardLine[] Lines, List<int> Groups, List<int> Declined, Worth Worth, long[] CapUses)
{
    /// <summary>Most groups of one rule that others want too, of which every part is tried.</summary>
    private const int MostContested = 8;

    /// <summary>
    /// Every option, the preferred first: the one that gives the earlier line, or the earlier course of a line, then the preferred way. False when some were left out.
    /// </summary>
    public static bool TryAll(Candidate candidate, IReadOnlyList<Way> ways, Predicate<int> isContested, Ledger ledger, SelectionTerms terms, List<Option> options)
    {
        var contested = candidate.Groups.FindAll(isContested);
        var isWhole = contested.Count <= MostContested;
        if (!isWhole)
            contested.RemoveRange(MostContested, contested.Count - MostContested);
        var given = new List<(AwardLine[] Lines, List<int> Groups, List<int> Declined)>();
        for (var bits = 0; bits < 1 << contested.Count; bits++)
        {
            var declined = contested.Where((_, i) => (bits & (1 << i)) != 0).ToList();
            var (lines, groups) = (candidate.Lines, candidate.Groups);
            if (declined.Count > 0)
            {
                var built = new AwardLines(candidate.Rule, candidate.Attempt.View,
                    group => declined.Contains(group) ? "" : ledger.GiverOf(group, candidate.Attempt), told: false);
                (lines, groups) = (built.Build(), built.Groups);
            }

            if (lines.Length == 0 || Array.Exists(lines, line => AwardLines.IsGiven(line.State)))
                given.Add((lines, groups, declined));
        }

        given.Sort((left, right) => Compare(candidate, left, right));
        foreach (var (lines, groups, declined) in given)
        {
            foreach (var way in ways)
                options.Add(terms.Option(candidate, way, lines, groups, declined));
        }

        return isWhole;
    }

    private static int Compare(Candidate candidate, (AwardLine[] Lines, List<int>, List<int> Declined) left, (AwardLine[] Lines, List<int>, List<int> Declined) right)
    {
        var order = 0;
        for (var i = 0; i < left.Lines.Length && order == 0; i++)
            order = AwardLines.IsGiven(right.Lines[i].State).CompareTo(AwardLines.IsGiven(left.Lines[i].State));
        for (var i = 0; i < candidate.Groups.Count && order == 0; i++)
            order = left.Declined.Contains(candidate.Groups[i]).CompareTo(right.Declined.Contains(candidate.Groups[i]));
        return order;
    }
}
