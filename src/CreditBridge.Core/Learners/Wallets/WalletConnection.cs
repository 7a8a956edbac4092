namespace CreditBridge.Core.Learners;

/// <summary>A learner lets us read the badges in a wallet of their own (Open Badges 3.0 API, authorization code with PKCE), until they end it.</summary>
public sealed class WalletConnection
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid LearnerId { get; init; }

    /// <summary>The wallet's https address.</summary>
    [ExternalId]
    public required string Host { get; init; }
    public required string ClientId { get; set; }

    /// <summary>Client secret, tokens, and until it is connected the verifier: as JSON, encrypted.</summary>
    [LongText]
    public required string Secrets { get; set; }

    /// <summary>Hash of the <c>state</c> that the wallet hands back; null once it did.</summary>
    public string? AskedSha256 { get; set; }
    public required DateTime AskedAt { get; init; }
    public DateTime? ConnectedAt { get; set; }
    public DateTime? ReadAt { get; set; }

    /// <summary>When it is read next (UTC); null: not connected, or no longer.</summary>
    public DateTime? DueAt { get; set; }
    public DateTime? EndedAt { get; set; }

    [LongText]
    public string? Problem { get; set; }
    public int Version { get; set; }
}
