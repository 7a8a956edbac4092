using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>A satisfied rule that may be chosen, with what it would give.</summary>
internal sealed class Offer
{
    private bool _isRequired;
    private bool _isPattern;
    private bool _isAutomatic;
    private decimal _credits;
    private Assurance _assurance;

    public Offer(Attempt attempt, int index, Ledger ledger)
    {
        (Attempt, Index) = (attempt, index);
        Build(ledger);
    }

    public Attempt Attempt { get; }

    /// <summary>The place among all decisions.</summary>
    public int Index { get; }

    public AwardLine[] Lines { get; private set; } = [];

    public IReadOnlyList<int> Groups { get; private set; } = [];

    /// <summary>Something is left to give. A rule without lines is for a person to look at.</summary>
    public bool IsOpen => Lines.Length == 0 || Array.Exists(Lines, line => AwardLines.IsGiven(line.State));

    /// <summary>The better offer comes first.</summary>
    public static int Compare(Offer left, Offer right)
    {
        var order = right._isRequired.CompareTo(left._isRequired);
        if (order == 0)
            order = left._isPattern.CompareTo(right._isPattern);
        if (order == 0)
            order = right._credits.CompareTo(left._credits);
        if (order == 0)
            order = right._isAutomatic.CompareTo(left._isAutomatic);
        if (order == 0)
            order = right._assurance.CompareTo(left._assurance);
        return order != 0 ? order : left.Index.CompareTo(right.Index);
    }

    /// <summary>Looks again at what is left to give, when something of it has been given since.</summary>
    public void Refresh(Ledger ledger)
    {
        foreach (var group in Groups)
        {
            if (ledger.GiverOf(group) is null)
                continue;
            Build(ledger);
            return;
        }
    }

    private void Build(Ledger ledger)
    {
        var lines = new AwardLines(Attempt.Rule, Attempt.View, ledger);
        (Lines, Groups) = (lines.Build(), lines.Groups);
    }

    public void Rank(HashSet<int> requiredGroups, bool isAutomatic)
    {
        _isRequired = requiredGroups.Count > 0 && requiredGroups.Overlaps(Groups);
        _isAutomatic = isAutomatic;
        _credits = Lines.Where(line => AwardLines.IsGiven(line.State)).Sum(line => line.Credits);
        _isPattern = false;
        _assurance = Assurance.Verified;
        for (var leaf = 0; leaf < Attempt.Chosen.Length; leaf++)
        {
            if (Attempt.Chosen[leaf] < 0)
                continue;
            _isPattern |= Attempt.Rule.Leaves[leaf].Pattern >= 0;
            var assurance = Attempt.View.Credentials[Attempt.Chosen[leaf]].Credential.Assurance;
            if (assurance < _assurance)
                _assurance = assurance;
        }
    }

    /// <summary>The rule that gives the first course this one can't.</summary>
    public string? TakenBy(Ledger ledger) => Attempt.Rule.Lines.SelectMany(line => line.Options.Prepend(line)).SelectMany(line => line.Courses)
        .Where(course => !course.IsPlaceholder).Select(course => ledger.GiverOf(course.Group)).FirstOrDefault(giver => giver is not null);
}
