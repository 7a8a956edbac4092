namespace CreditBridge.Core.Rules;

/// <summary>What one layer sets. What it leaves out is as the layer below says.</summary>
public sealed record PolicyContent
{
    public static readonly PolicyContent Nothing = new();

    public IReadOnlyList<CreditCap> Caps { get; init; } = [];

    public Residency? Residency { get; init; }

    public IReadOnlyList<TranscriptTreatment> TranscriptStates { get; init; } = [];

    public IReadOnlyList<BasisTreatment> Bases { get; init; } = [];
}
