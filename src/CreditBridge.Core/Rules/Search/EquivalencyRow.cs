namespace CreditBridge.Core.Rules;

/// <summary>A published equivalency, in force today.</summary>
public sealed record EquivalencyRow
{
    public required string Code { get; init; }
    public required RuleVersion Version { get; init; }

    /// <summary>Whose it is; empty: ours.</summary>
    public required RuleSet? RuleSet { get; init; }
}
