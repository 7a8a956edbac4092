namespace CreditBridge.Core.Audit;

/// <summary>
/// The Merkle hash of 256 entries in a row, a whole subtree of every tree that holds them: a proof then reads at most 256 entries and these, not the whole trail.
/// </summary>
public sealed class TrailBlock
{
    public const int Size = 256;

    /// <summary>From 0: block n holds the entries from 256 n + 1 to 256 (n + 1).</summary>
    public required long Number { get; init; }
    public required byte[] Hash { get; init; }
}
