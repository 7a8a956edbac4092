namespace CreditBridge.Core.Rules;

/// <summary>What options are weighed by: the courses the learner's programmes require, and the caps that may bind.</summary>
internal sealed class SelectionTerms(PortfolioView view, IReadOnlyList<CapUse> caps)
{
    private readonly HashSet<int> _required = RequiredOf(view);

    /// <summary>Blocking caps that the candidates together could break.</summary>
    public IReadOnlyList<CapUse> Binding { get; private set; } = [];

    public void Bind(List<Candidate> candidates)
    {
        if (caps.Count > 0)
            Binding = [.. caps.Where(cap => cap.InForce.Cap.Action == CapAction.Block && candidates.Sum(cap.MostCounted) > cap.Left)];
    }

    /// <summary>A bit for each binding cap on a partner's credit that these credentials count towards.</summary>
    public int PartnersOf(int[] chosen)
    {
        var bits = 0;
        for (var i = 0; i < Binding.Count; i++)
        {
            if (Binding[i].InForce.Cap.Partner is { } partner && Array.Exists(chosen, index => index >= 0 && view.Credentials[index].Credential.Partner == partner))
                bits |= 1 << i;
        }

        return bits;
    }

    public Option Option(Candidate candidate, Way way, AwardLine[] lines, List<int> groups, List<int> declined) => new(
        way, lines, groups, declined, Worth.Of(lines, _required, candidate.Rule, way),
        Binding.Count == 0 ? [] : [.. Binding.Select(cap => cap.Counted(candidate, way, lines))]);

    /// <summary>The best of a candidate that shares nothing: the best way, the first of equals.</summary>
    public Option? Alone(Candidate candidate, IReadOnlyList<Way> ways)
    {
        Option? best = null;
        foreach (var way in ways)
        {
            var option = Option(candidate, way, candidate.Lines, candidate.Groups, []);
            if (best is null || option.Worth.CompareTo(best.Worth) > 0)
                best = option;
        }

        return best;
    }

    private static HashSet<int> RequiredOf(PortfolioView view)
    {
        var required = new HashSet<int>();
        foreach (var program in view.Portfolio.Learner.Programs)
            required.UnionWith(view.Book.Courses.RequiredBy(program.Code) ?? new HashSet<int>());
        return required;
    }
}
