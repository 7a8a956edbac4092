namespace CreditBridge.Core.Grants;

/// <summary>One call to the student system about a posting, and its answer, without secrets and student number: what somebody looks at when the two disagree.</summary>
public sealed class PostingExchange
{
    /// <summary>Longer texts are cut: they are looked at, never worked with.</summary>
    public const int MostCharacters = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PostingId { get; init; }

    /// <summary>When the call began (UTC).</summary>
    public required DateTime At { get; init; }

    /// <summary>Method and path.</summary>
    [LongText]
    public required string Call { get; init; }

    [LongText]
    public required string Sent { get; init; }

    /// <summary>Status and body, or why there was none.</summary>
    [LongText]
    public required string Answer { get; init; }
    public required int Milliseconds { get; init; }
}
