namespace CreditBridge.Core.Rules;

/// <param name="Program">Code of a degree programme; empty: nobody's in particular.</param>
/// <param name="Link">The address of a badge, or the badge itself as text.</param>
/// <param name="File">The content of a badge file.</param>
public sealed record EstimateAsk(IReadOnlyList<EstimateAsk.Pick> Picks, string? Program, string? Link, ReadOnlyMemory<byte>? File)
{
    /// <param name="Result">As a person writes it: '82', '85%', 'B+'.</param>
    public sealed record Pick(Guid Achievement, string? Result, DateOnly? IssuedOn);
}
