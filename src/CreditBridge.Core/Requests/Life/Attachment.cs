namespace CreditBridge.Core.Requests;

/// <summary>A file that speaks for a request. Its bytes lie outside the web root under a random name; what it is was read from its first bytes, not from its name.</summary>
public sealed class Attachment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RequestId { get; init; }

    /// <summary>As the person called it, without a path.</summary>
    public required string Name { get; init; }
    public required string MediaType { get; init; }
    public required long Bytes { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>The file's name in the attachments folder.</summary>
    public required string StoredAs { get; init; }
    public required DateTime AddedAt { get; init; }
    public required string AddedBy { get; init; }
}
