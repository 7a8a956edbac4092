namespace CreditBridge.Core.Audit;

/// <summary>How far the trail is sealed, and who seals: one row, made by the migration, that every sealing transaction takes first.</summary>
public sealed class TrailHead
{
    public static readonly Guid OnlyId = new("01930000-0000-7000-8000-000000000001");

    public Guid Id { get; init; } = OnlyId;

    /// <summary>The number of the last sealed entry; 0 before the first.</summary>
    public long Sequence { get; init; }
    public required byte[] ChainHash { get; init; }
    public DateTime? SealedAt { get; init; }
    public string? LeaseOwner { get; init; }

    /// <summary>UTC, by the database's clock.</summary>
    public DateTime? LeaseUntil { get; init; }
    public int Fence { get; init; }
}
