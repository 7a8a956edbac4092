namespace CreditBridge.Core.Grants.Reconciliation;

/// <summary>Something that is not the same here and in the student system. One open row a key; it closes when a later look finds them equal.</summary>
public sealed class ReconciliationDifference
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DifferenceKind Kind { get; init; }

    [ExternalId]
    public required string Key { get; init; }

    /// <summary>The key again while the difference is open, then null: unique.</summary>
    [ExternalId]
    public string? OpenKey { get; set; }

    [LongText]
    public required string Sentence { get; set; }
    public required DateTime FirstSeenAt { get; init; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Who called it right; null: a later look found no difference any more.</summary>
    public string? ClosedBy { get; private set; }

    [LongText]
    public string? ClosedWhy { get; private set; }

    public void Close(string? by, string? why, DateTime at) => (OpenKey, ClosedBy, ClosedWhy, ClosedAt) = (null, by, why, at);
}
