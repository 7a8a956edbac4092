namespace CreditBridge.Core.Rules;

/// <summary>One rule tried on one portfolio: for a rule that awards once a credential, one attempt for each.</summary>
internal sealed class Attempt
{
    private const int MostWays = 1_000;

    private readonly ArraySegment<Match> _matches;
    private readonly int[][] _met;
    private HashSet<Guid>? _declined;

    private Attempt(CompiledRule rule, PortfolioView view, ArraySegment<Match> matches, int occurrence)
    {
        (Rule, View, OccurrenceIndex) = (rule, view, occurrence);
        _matches = matches;
        InScope = rule.IsForEveryone || ScopeCheck.Met(rule.Definition.Scope, view.Portfolio.Learner);
        _met = Meeting();
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

    /// <summary>There are more ways to meet the requirement than were looked at.</summary>
    public bool WaysLeftOut { get; private set; }

    /// <summary>The learner's courses meet the requirement without any credential.</summary>
    public bool IsMetByCourses => InScope && IsMet(Rule.Root);

    /// <summary>For each leaf the credential that meets it, or -1; empty when the requirement is not met.</summary>
    public int[] Chosen { get; private set; }

    public IEnumerable<int> ChosenCredentials => Chosen.Where(index => index >= 0);

    /// <summary>Every rule that a credential touches, in the order of codes and then of occurrences.</summary>
    public static List<Attempt> All(PortfolioView view)
    {
        var attempts = new List<Attempt>();
        var matches = view.Matches();
        for (var (start, end) = (0, 0); start < matches.Length; start = end)
        {
            while (end < matches.Length && matches[end].Rule == matches[start].Rule)
                end++;
            var (rule, own) = (view.Book[matches[start].Rule], new ArraySegment<Match>(matches, start, end - start));
            var before = attempts.Count;
            if (rule.Anchors.Length > 0)
            {
                foreach (var occurrence in own.Where(match => rule.Anchors.Contains(match.Leaf)).Select(match => match.Credential).Distinct().Order())
                    attempts.Add(new Attempt(rule, view, own, occurrence));
            }

            if (attempts.Count == before)
                attempts.Add(new Attempt(rule, view, own, -1));
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

    /// <summary>One credential, and no other that would do: nothing to look for.</summary>
    public bool HasOneWay => _met.Length == 1 && _met[0].Length == 1;

    public void Use(Way way) => Chosen = way.Chosen;

    /// <summary>A way to meet the requirement must from now on rest on something else as well.</summary>
    public void Decline(IEnumerable<Guid> credentials) => (_declined ??= []).UnionWith(credentials);

    public bool Meets(int leaf, int credential) => _met.Length > 0 && Array.IndexOf(_met[leaf], credential) >= 0;

    /// <summary>The credentials that a leaf names, the preferred first.</summary>
    public IEnumerable<int> Selected(int leaf) => _matches.Where(match => match.Leaf == leaf && IsOurs(match)).Select(match => match.Credential);

    /// <summary>
    /// Every way to meet the requirement with credentials that are free, the preferred first: those that need no person before the others, then in the order of the
    /// rule. Of ways that use the same and are alike in all that is compared, the first.
    /// </summary>
    /// <param name="keysThatMatter">Two ways are told apart only by what others want too.</param>
    /// <param name="partnersOf">The partners' caps that a choice counts towards, a bit each.</param>
    public List<Way> Ways(Predicate<int> isFree, Predicate<int> keysThatMatter, Func<int[], int> partnersOf)
    {
        var ways = new List<Way>();
        var seen = new HashSet<Way>();
        if (_met.Length > 0)
        {
            var search = new RequirementSearch(Rule, View, _met, isFree, chosen =>
            {
                if (IsNew(chosen) && Way.Of(this, chosen, keysThatMatter, partnersOf(chosen)) is var way && seen.Add(way))
                    ways.Add(way);
                return ways.Count >= MostWays;
            });
            search.Run();
            WaysLeftOut = search.BoundHit || ways.Count >= MostWays;
        }

        return [.. ways.OrderBy(way => !way.IsClean)];
    }

    /// <summary>Every credential that meets a part of the requirement.</summary>
    public IEnumerable<int> AllMeeting() => _met.SelectMany(credentials => credentials).Distinct();

    private bool IsMet(RequirementNode node) => node.Kind switch
    {
        ConditionKind.Earned => false,
        ConditionKind.Passed => PassedCheck.Met(node, View),
        _ => node.Needed > 0 && node.Items.Count(IsMet) >= node.Needed,
    };

    /// <summary>At the leaves that tell occurrences apart, an attempt sees only its own credential.</summary>
    private bool IsOurs(Match match) => OccurrenceIndex < 0 || match.Credential == OccurrenceIndex || !Rule.Anchors.Contains(match.Leaf);

    /// <summary>For each leaf the credentials that meet it; empty when none meets any.</summary>
    private int[][] Meeting()
    {
        if (Rule.Leaves.Length == 1)
            return MeetingOnly();
        List<int>?[]? meeting = null;
        foreach (var match in _matches)
        {
            if (!IsOurs(match) || !EarnedCheck.Met(Rule, Rule.Leaves[match.Leaf], View.Credentials[match.Credential], View))
                continue;
            meeting ??= new List<int>?[Rule.Leaves.Length];
            (meeting[match.Leaf] ??= []).Add(match.Credential);
        }

        return meeting is null ? [] : Array.ConvertAll(meeting, credentials => credentials is null ? [] : credentials.ToArray());
    }

    private int[][] MeetingOnly()
    {
        var (met, count) = (Array.Empty<int>(), 0);
        foreach (var match in _matches)
        {
            if (!IsOurs(match) || !EarnedCheck.Met(Rule, Rule.Leaves[0], View.Credentials[match.Credential], View))
                continue;
            if (met.Length == count)
                Array.Resize(ref met, count == 0 ? 1 : _matches.Count);
            met[count++] = match.Credential;
        }

        return count == 0 ? [] : count == met.Length ? [met] : [met[..count]];
    }

    /// <summary>First without the credentials that need a person, then with them.</summary>
    private int[]? Search(Predicate<int> isFree)
    {
        if (_met.Length == 0)
            return null;
        if (Rule.Root.Kind == ConditionKind.Earned)
            return SearchOnly(isFree);
        var unclean = Array.Exists(_met, leaf => Array.Exists(leaf, index => !View.Credentials[index].IsClean));
        return unclean ? Run(index => View.Credentials[index].IsClean && isFree(index)) ?? Run(isFree) : Run(isFree);
    }

    /// <summary>A rule that asks for one credential: the first that is free, and the preferred stand first.</summary>
    private int[]? SearchOnly(Predicate<int>? isFree)
    {
        foreach (var index in _met[0])
        {
            int[] chosen = [index];
            if (isFree?.Invoke(index) != false && IsNew(chosen))
                return chosen;
        }

        return null;
    }

    private int[]? Run(Predicate<int> isFree)
    {
        var search = new RequirementSearch(Rule, View, _met, isFree, IsNew);
        var found = search.Run();
        BoundHit |= search.BoundHit;
        return found ? search.Chosen : null;
    }

    /// <summary>Credit follows from a credential: courses alone, or only what was declined before, earn none.</summary>
    private bool IsNew(int[] chosen) =>
        Array.Exists(chosen, index => index >= 0 && (_declined is null || !_declined.Contains(View.Credentials[index].Credential.Id)));
}
