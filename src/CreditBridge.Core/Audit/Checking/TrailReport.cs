namespace CreditBridge.Core.Audit;

/// <summary>What a verification of the whole trail came to.</summary>
/// <param name="Sealed">Entries that bear a number.</param>
/// <param name="Waiting">Entries that are not sealed yet: nothing protects them until they are.</param>
/// <param name="Redacted">Sealed entries whose texts were blanked on purpose; their hashes verify.</param>
/// <param name="FindingCount">All of them; <paramref name="Findings"/> are the first hundred.</param>
public sealed record TrailReport(long Sealed, long Waiting, long Redacted, int Checkpoints, long FindingCount, IReadOnlyList<TrailFinding> Findings)
{
    public bool IsIntact => FindingCount == 0;
}
