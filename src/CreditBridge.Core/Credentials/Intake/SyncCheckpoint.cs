namespace CreditBridge.Core.Credentials.Intake;

/// <summary>How far a partner has been read, one row a scope (a file, or the whole of an API). Committed with the rows of its page.</summary>
public sealed class SyncCheckpoint
{
    public required Guid PartnerId { get; init; }

    [ExternalId]
    public required string Scope { get; init; }

    /// <summary>The connector's own text; nobody else reads it.</summary>
    [LongText]
    public required string Value { get; set; }
    public required DateTime At { get; set; }
}
