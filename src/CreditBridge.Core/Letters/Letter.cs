namespace CreditBridge.Core.Letters;

/// <summary>A letter as it was written, kept on its request whether or not it could be sent. The row is the queue.</summary>
public sealed class Letter
{
    /// <summary>Over four days of attempts: a mail server that is away for a weekend loses nothing.</summary>
    public const int MostAttempts = 24;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required LetterEvent Event { get; init; }
    public Guid? LearnerId { get; init; }
    public Guid? RequestId { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    [LongText]
    public required string Body { get; set; }
    public required DateTime WrittenAt { get; init; }
    public LetterState State { get; private set; } = LetterState.Waiting;
    public int Attempts { get; private set; }

    /// <summary>UTC; null: nothing to do any more.</summary>
    public DateTime? NextAttemptAt { get; private set; }
    public DateTime? SentAt { get; private set; }

    [LongText]
    public string? LastError { get; private set; }
    public int Version { get; set; }

    /// <summary>What others than its reader may see: a link to sign in with is for the learner alone.</summary>
    public string Shown => Event == LetterEvent.SignInLink ? "(The link is for the learner alone.)" : Body;

    public static Letter Of(LetterEvent letterEvent, string to, string subject, string body, DateTime at, Guid? learnerId = null, Guid? requestId = null) => new()
    {
        Event = letterEvent,
        To = to,
        Subject = subject,
        Body = body,
        WrittenAt = at,
        NextAttemptAt = at,
        LearnerId = learnerId,
        RequestId = requestId,
    };

    public static bool CanMove(LetterState from, LetterState to) => (from, to) is (LetterState.Waiting, LetterState.Sent or LetterState.Failed) or (LetterState.Failed, LetterState.Waiting);

    /// <exception cref="IllegalMoveException">It does not wait.</exception>
    public void Sent(DateTime at)
    {
        MoveTo(LetterState.Sent);
        (SentAt, NextAttemptAt, LastError, Attempts) = (at, null, null, Attempts + 1);
    }

    /// <summary>Tried in vain: again later, ever more slowly, and given up in the end.</summary>
    /// <exception cref="IllegalMoveException">It does not wait.</exception>
    public void NotSent(string why, DateTime at)
    {
        if (State != LetterState.Waiting)
            throw IllegalMoveException.For("The letter", State, LetterState.Failed);
        Attempts++;
        LastError = why;
        NextAttemptAt = at.AddMinutes(Math.Min(1 << Attempts, 360));
        if (Attempts < MostAttempts)
            return;
        MoveTo(LetterState.Failed);
        NextAttemptAt = null;
    }

    /// <summary>A person has mended the cause.</summary>
    /// <exception cref="IllegalMoveException">It was not given up.</exception>
    public void Retry(DateTime at)
    {
        MoveTo(LetterState.Waiting);
        (Attempts, NextAttemptAt) = (0, at);
    }

    private void MoveTo(LetterState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For("The letter", State, next);
        State = next;
    }
}
