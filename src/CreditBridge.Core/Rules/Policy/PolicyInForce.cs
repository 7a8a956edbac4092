using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>The layers of a policy resolved for one learner.</summary>
public sealed class PolicyInForce
{
    /// <summary>What holds where no layer says otherwise.</summary>
    public static readonly PolicyInForce Default = new([], []);

    private readonly CapAction[] _byState = new CapAction[Enum.GetValues<TranscriptState>().Length];

    private PolicyInForce(IReadOnlyList<CapInForce> caps, IReadOnlyList<PolicyLayer> farthestFirst)
    {
        Caps = caps;
        Array.Fill(_byState, CapAction.Review);
        (_byState[(int)TranscriptState.Passed], _byState[(int)TranscriptState.Transferred]) = (CapAction.Block, CapAction.Block);
        foreach (var treatment in farthestFirst.SelectMany(layer => layer.Content.TranscriptStates))
            _byState[(int)treatment.State] = treatment.Action;
        Bases = [.. farthestFirst.SelectMany(layer => layer.Content.Bases).GroupBy(basis => basis.Basis, (_, bases) => bases.Last())];
    }

    /// <summary>Every cap with its number and where that came from, residency among them.</summary>
    public IReadOnlyList<CapInForce> Caps { get; }

    /// <summary>How credit of each basis is recorded and counted, as far as a layer says so.</summary>
    public IReadOnlyList<BasisTreatment> Bases { get; }

    /// <summary>What a course on the transcript in this state does to credit for the same course.</summary>
    public CapAction this[TranscriptState state] => _byState[(int)state];

    internal static PolicyInForce Of(IReadOnlyList<PolicyLayer> layers, RuleBook book, Portfolio portfolio)
    {
        var programs = portfolio.Learner.Programs.Select(program => program.Code).Order(StringComparer.Ordinal).ToList();
        List<PolicyLayer> own = [.. layers
            .Where(layer => layer.Scope != PolicyScope.Program || programs.Contains(layer.ScopeCode, StringComparer.OrdinalIgnoreCase))
            .OrderBy(layer => layer.Scope).ThenBy(layer => layer.ScopeCode, StringComparer.Ordinal)];
        var program = programs.Find(code => book.Courses.CreditsOf(code) is not null);
        var credits = program is null ? null : book.Courses.CreditsOf(program);
        var caps = own.SelectMany(layer => layer.Content.Caps, (layer, cap) => (layer.Scope, InForce: InForce(layer, cap, program, credits)))
            .Where(cap => cap.InForce is not null)
            .GroupBy(cap => (cap.InForce!.Cap.Partner, cap.InForce.Cap.Basis, cap.InForce.Cap.Level))
            // Two of the same scope and kind, as of two programmes of one learner: the lower number.
            .Select(same => same.OrderByDescending(cap => cap.Scope).ThenBy(cap => cap.InForce!.Limit).First().InForce!)
            .ToList();
        if (own.FindLast(layer => layer.Content.Residency is not null) is { } nearest && credits is { } whole)
            caps.Add(ResidencyInForce.Of(nearest.Content.Residency!, nearest.Source, program!, whole, book, portfolio));
        return new([.. caps.OrderBy(cap => cap.Of, StringComparer.Ordinal).ThenBy(cap => cap.Source, StringComparer.Ordinal)], own.FindAll(layer => layer.Scope != PolicyScope.Partner));
    }

    /// <summary>Null for a percentage of a programme when the learner has none, or the catalogue does not say how many credits it has.</summary>
    private static CapInForce? InForce(PolicyLayer layer, CreditCap cap, string? program, decimal? credits)
    {
        if (layer.Scope == PolicyScope.Partner)
            cap = cap with { Partner = layer.ScopeCode };
        if (cap.PercentOfProgram is not { } percent)
            return cap.Credits is { } number ? new(cap, number, layer.Source) : null;
        if (credits is not { } whole)
            return cap.Credits is { } instead ? new(cap, instead, layer.Source) : null;
        var share = Math.Round(whole * percent / 100, 3, MidpointRounding.ToZero);
        return cap.Credits < share
            ? new(cap, cap.Credits.Value, layer.Source)
            : new(cap, share, $"{Wording.Text(percent)} percent of the {Wording.Text(whole)} of programme {program}, {layer.Source}");
    }
}
