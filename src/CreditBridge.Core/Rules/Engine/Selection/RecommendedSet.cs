namespace CreditBridge.Core.Rules;

/// <summary>Chooses the recommended set: candidates that share nothing alone, the others in components that are independent of each other.</summary>
internal sealed class RecommendedSet(PortfolioView view, Ledger ledger, SelectionTerms terms)
{
    private readonly int[] _lastByKey = new int[view.KeyCount];
    private readonly int[] _wanting = new int[view.KeyCount];
    private int[] _parents = [];

    public void Choose(List<Candidate> candidates)
    {
        Connect(candidates);
        var components = new List<Candidate>?[candidates.Count];
        for (var i = 0; i < candidates.Count; i++)
            (components[Root(i)] ??= []).Add(candidates[i]);
        foreach (var component in components)
        {
            if (component is [var alone] && terms.Binding.Count == 0)
                ChooseAlone(alone);
            else if (component is not null)
                ChooseTogether(component);
        }
    }

    private void ChooseAlone(Candidate candidate)
    {
        var attempt = candidate.Attempt;
        var ways = attempt.HasOneWay ? [Way.Of(attempt, attempt.Chosen, _ => false, 0)] : WaysOf(candidate, _ => false);
        candidate.BoundHit = attempt.WaysLeftOut;
        candidate.Chosen = terms.Alone(candidate, ways);
        attempt.Use(candidate.Chosen!.Way);
    }

    private void ChooseTogether(List<Candidate> component)
    {
        var groups = component.SelectMany(candidate => candidate.Groups).GroupBy(group => group).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        var (options, isWhole) = (new Option[component.Count][], true);
        for (var i = 0; i < component.Count; i++)
        {
            var (candidate, list) = (component[i], new List<Option>());
            isWhole &= Option.TryAll(candidate, WaysOf(candidate, key => _wanting[key] > 1), groups.Contains, ledger, terms, list) & !candidate.Attempt.WaysLeftOut;
            options[i] = [.. list];
        }

        var worths = PackedWorths.Of(options);
        isWhole &= worths is not null;
        var search = new BestOptions(OptionProblem.Of(options, worths ?? PackedWorths.Nothing(options), ResourcesOf(component, options), terms.Binding));
        for (var i = 0; i < component.Count; i++)
        {
            component[i].BoundHit = search.BoundHit || !isWhole;
            if (search.Picked[i] < 0)
                continue;
            component[i].Chosen = options[i][search.Picked[i]];
            component[i].Attempt.Use(component[i].Chosen!.Way);
        }
    }

    private List<Way> WaysOf(Candidate candidate, Predicate<int> keysThatMatter) =>
        candidate.Attempt.Ways(credential => ledger.IsFree(candidate.Rule, credential), keysThatMatter, chosen => terms.PartnersOf(chosen));

    /// <summary>Numbers for what is there once: keys as they are, course groups after them, then codes with their occurrence.</summary>
    private OptionResources ResourcesOf(List<Candidate> component, Option[][] options)
    {
        var codes = new Dictionary<(string, string), int>();
        var things = new int[component.Count][][];
        for (var i = 0; i < component.Count; i++)
        {
            var code = (component[i].Rule.Rule.Code, component[i].Attempt.Occurrence);
            var own = codes.TryGetValue(code, out var number) ? number : codes[code] = -1 - codes.Count;
            things[i] = Array.ConvertAll(options[i], option => (int[])[own, .. option.Way.Keys, .. option.Groups.Select(group => view.KeyCount + group)]);
        }

        return OptionResources.Of(things, Array.ConvertAll(options, list => Array.ConvertAll(list, option => option.Declined.Select(group => view.KeyCount + group).ToArray())));
    }

    private void Connect(List<Candidate> candidates)
    {
        _parents = new int[candidates.Count];
        Array.Fill(_lastByKey, -1);
        var firstByGroup = new Dictionary<int, int>();
        for (var i = 0; i < candidates.Count; i++)
        {
            _parents[i] = i;
            ConnectKeys(candidates[i], i);
            foreach (var group in candidates[i].Groups)
                Join(firstByGroup.TryAdd(group, i) ? i : firstByGroup[group], i);
            for (var j = i - 1; j >= 0 && candidates[j].Rule.Rule.Code == candidates[i].Rule.Rule.Code; j--)
                Join(j, i);
        }

        terms.Bind(candidates);
        foreach (var cap in terms.Binding)
        {
            var first = -1;
            for (var i = 0; i < candidates.Count; i++)
            {
                if (cap.MostCounted(candidates[i]) > 0)
                    Join(first < 0 ? first = i : first, i);
            }
        }
    }

    /// <summary>Notes each key once that some way of the candidate may use.</summary>
    private void ConnectKeys(Candidate candidate, int number)
    {
        var credentials = candidate.Attempt.HasOneWay ? candidate.Attempt.Chosen : candidate.Attempt.AllMeeting().Where(index => ledger.IsFree(candidate.Rule, index));
        foreach (var index in credentials)
        {
            Note(view.Credentials[index].CredentialKey);
            if (!candidate.Rule.Repeatable)
                Note(view.Credentials[index].LearningKey);
        }

        void Note(int key)
        {
            if (_lastByKey[key] == number)
                return;
            _wanting[key]++;
            if (_lastByKey[key] >= 0)
                Join(_lastByKey[key], number);
            _lastByKey[key] = number;
        }
    }

    private int Root(int i) => _parents[i] == i ? i : _parents[i] = Root(_parents[i]);

    /// <summary>The smaller number becomes the root.</summary>
    private void Join(int one, int other)
    {
        var (low, high) = (Math.Min(Root(one), Root(other)), Math.Max(Root(one), Root(other)));
        _parents[high] = low;
    }
}
