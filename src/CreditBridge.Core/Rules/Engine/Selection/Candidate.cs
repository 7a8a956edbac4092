namespace CreditBridge.Core.Rules;

/// <summary>A satisfied attempt that may be chosen.</summary>
internal sealed class Candidate
{
    public Candidate(Attempt attempt, int index, Ledger ledger)
    {
        (Attempt, Index) = (attempt, index);
        var lines = new AwardLines(attempt.Rule, attempt.View, group => ledger.GiverOf(group, attempt), told: false);
        (Lines, Groups) = (lines.Build(), lines.Groups);
    }

    public Attempt Attempt { get; }

    public CompiledRule Rule => Attempt.Rule;

    /// <summary>The place among all decisions: the order of codes, then of occurrences.</summary>
    public int Index { get; }

    /// <summary>What it gives when no other takes a course of it; nobody reads their sentences.</summary>
    public AwardLine[] Lines { get; }

    /// <summary>The course groups it would give.</summary>
    public List<int> Groups { get; }

    /// <summary>Something is left to give. A rule without lines is for a person to look at.</summary>
    public bool IsOpen => Lines.Length == 0 || Array.Exists(Lines, line => AwardLines.IsGiven(line.State));

    /// <summary>What it gives in the recommended set; null when it is not in it.</summary>
    public Option? Chosen { get; set; }

    /// <summary>The search that this was part of was stopped before it knew the best.</summary>
    public bool BoundHit { get; set; }
}
