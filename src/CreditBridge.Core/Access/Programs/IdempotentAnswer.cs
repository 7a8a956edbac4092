namespace CreditBridge.Core.Access;

/// <summary>What was answered to an <c>Idempotency-Key</c>: the same request gets it again, another body under the same key is refused.</summary>
public sealed class IdempotentAnswer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ClientId { get; init; }

    /// <summary>Unique for a client.</summary>
    [ExternalId]
    public required string Key { get; init; }

    /// <summary>SHA-256 over method, path and body, in hexadecimal.</summary>
    public required string RequestHash { get; init; }
    public required DateTime At { get; init; }
    public required int Status { get; init; }

    [LongText]
    public required string Body { get; init; }
}
