namespace CreditBridge.Core.Rules;

/// <summary>One rule tried on one portfolio: for a rule that awards once a credential, one attempt for each.</summary>
internal sealed class Attempt
{
    private readonly int[][] _met;
    private readonly HashSet<Guid> _declined = [];

    private Attempt(CompiledRule rule, PortfolioView view, int occurrence)
    {
        (Rule, View, OccurrenceIndex) = (rule, view, occurrence);
        InScope = ScopeCheck.Met(rule.Definition.Scope, view.Portfolio.Learner);
        _met = Array.ConvertAll(rule.Leaves, MeetingLeaf);
        Chosen = Search(_ => true) ?? [];
        Satisfied = InScope && Chosen.Length > 0;
    }

    public CompiledRule Rule { get; }

    public PortfolioView View { get; }

    /// <summary>The place of the credential that this attempt is about, or -1.</summary>
    public int OccurrenceIndex { get; }

    public string Occurrence => OccurrenceIndex < 0 ? "" : View.Credentials[OccurrenceIndex].Credential.CanonicalId;

    public bool InScope { get; }

    /// <summary>What the rule asks is met; whether credit follows is for the ledger and for the earlier awards to say.</summary>
    public bool Satisfied { get; }

    /// <summary>A search was stopped before it knew.</summary>
    public bool BoundHit { get; private set; }

    /// <summary>For each leaf the credential that meets it, or -1; empty when the requirement is not met.</summary>
    public int[] Chosen { get; private set; }

    public IEnumerable<int> ChosenCredentials => Chosen.Where(index => index >= 0);

    /// <summary>Every rule that a credential touches, in the order of codes and then of occurrences.</summary>
    public static List<Attempt> All(PortfolioView view)
    {
        var attempts = new List<Attempt>();
        foreach (var rule in view.Candidates())
        {
            var before = attempts.Count;
            for (var i = 0; rule.Anchors.Length > 0 && i < view.Credentials.Length; i++)
            {
                if (Array.Exists(rule.Anchors, leaf => rule.Leaves[leaf].Selects(view.Credentials[i])))
                    attempts.Add(new Attempt(rule, view, i));
            }

            if (attempts.Count == before)
                attempts.Add(new Attempt(rule, view, -1));
        }

        return attempts;
    }

    /// <summary>Keeps the credentials chosen when they are free, else looks for others.</summary>
    public bool Keep(Predicate<int> isFree) => Array.TrueForAll(Chosen, index => index < 0 || isFree(index)) || TryChoose(isFree);

    /// <summary>Looks for a way to meet the requirement; when there is none, the last one stays.</summary>
    public bool TryChoose(Predicate<int> isFree)
    {
        if (Search(isFree) is not { } chosen)
            return false;
        Chosen = chosen;
        return true;
    }

    /// <summary>A way to meet the requirement must from now on rest on something else as well.</summary>
    public void Decline(IEnumerable<Guid> credentials) => _declined.UnionWith(credentials);

    public bool Meets(int leaf, int credential) => Array.IndexOf(_met[leaf], credential) >= 0;

    public bool Selects(int leaf, int credential) =>
        (OccurrenceIndex < 0 || credential == OccurrenceIndex || !Rule.Anchors.Contains(leaf)) && Rule.Leaves[leaf].Selects(View.Credentials[credential]);

    /// <summary>Every credential that meets a part of the requirement.</summary>
    public IEnumerable<int> AllMeeting() => _met.SelectMany(credentials => credentials).Distinct();

    private int[] MeetingLeaf(RequirementNode leaf)
    {
        List<int>? meeting = null;
        for (var i = 0; i < View.Credentials.Length; i++)
        {
            if (Selects(leaf.Leaf, i) && EarnedCheck.Met(Rule, leaf, View.Credentials[i], View))
                (meeting ??= []).Add(i);
        }

        return meeting is null ? [] : [.. meeting];
    }

    /// <summary>First without the credentials that need a person, then with them.</summary>
    private int[]? Search(Predicate<int> isFree) =>
        Search(isFree, index => View.Credentials[index].IsClean)
        ?? (Array.TrueForAll(View.Credentials, credential => credential.IsClean) ? null : Search(isFree, _ => true));

    private int[]? Search(Predicate<int> isFree, Predicate<int> isWanted)
    {
        var search = new RequirementSearch(Rule, View, _met, index => isFree(index) && isWanted(index), IsNew);
        var found = search.Run();
        BoundHit |= search.BoundHit;
        return found ? search.Chosen : null;
    }

    private bool IsNew(int[] chosen) =>
        _declined.Count == 0 || Array.Exists(chosen, index => index >= 0 && !_declined.Contains(View.Credentials[index].Credential.Id));
}
