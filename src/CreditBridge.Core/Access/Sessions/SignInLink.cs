namespace CreditBridge.Core.Access;

/// <summary>A one-time link sent to a learner's confirmed address. What it is, and the browser that asked for it, are kept as hashes only.</summary>
public sealed class SignInLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid LearnerId { get; init; }

    /// <summary>SHA-256 of the token, in hexadecimal. Unique.</summary>
    public required string TokenHash { get; init; }

    /// <summary>SHA-256 of the secret in the cookie of the browser that asked: another browser cannot use the link.</summary>
    public required string BrowserHash { get; init; }
    public required DateTime SentAt { get; init; }

    /// <summary>Fifteen minutes after it was sent (UTC).</summary>
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; private set; }

    /// <summary>How often somebody who held it did not know who the learner is.</summary>
    public int WrongAnswers { get; private set; }
    public int Version { get; set; }

    /// <exception cref="IllegalMoveException">It was used, or its time is over.</exception>
    public void Use(DateTime at)
    {
        if (UsedAt is not null || at >= ExpiresAt)
            throw new IllegalMoveException("This link was used already, or its fifteen minutes are over: ask for another.");
        UsedAt = at;
    }

    public void AnswerWrongly() => WrongAnswers++;
}
