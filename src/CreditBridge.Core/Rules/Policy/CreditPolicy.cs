using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>What the institution allows beyond the single rule: in layers, of which the nearest wins (institution, then programme, then partner).</summary>
/// <param name="ApprovedPartners">Codes of the partners whose quality review is Approved: only they lead to automatic grants.</param>
/// <param name="LeastAssurance">The least assurance for an automatic grant.</param>
/// <param name="Zone">The zone whose days count.</param>
public sealed record CreditPolicy(IReadOnlySet<string> ApprovedPartners, Assurance LeastAssurance, TimeZoneInfo Zone)
{
    public IReadOnlyList<PolicyLayer> Layers { get; init; } = [];

    /// <summary>The institution's day at an instant in UTC.</summary>
    public DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, Zone));

    /// <summary>What holds for one learner, each number with where it came from. Pages show it; the engine decides by it.</summary>
    public PolicyInForce Explain(RuleBook book, Portfolio portfolio) =>
        Layers.Count == 0 ? PolicyInForce.Default : PolicyInForce.Of(Layers, book, portfolio);
}
