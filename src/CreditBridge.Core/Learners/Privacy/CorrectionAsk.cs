namespace CreditBridge.Core.Learners;

/// <summary>A learner says that something in the record is wrong (FERPA, 34 CFR 99.20), and what a person answered.</summary>
public sealed class CorrectionAsk
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid LearnerId { get; init; }

    [LongText]
    public required string Text { get; init; }
    public required DateTime AskedAt { get; init; }

    [LongText]
    public string? Answer { get; private set; }
    public string? AnsweredBy { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public int Version { get; set; }

    /// <exception cref="IllegalMoveException">Somebody answered it already.</exception>
    public void Reply(string answer, string by, DateTime at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(answer);
        if (AnsweredAt is not null)
            throw new IllegalMoveException($"{AnsweredBy} answered this already.");
        (Answer, AnsweredBy, AnsweredAt) = (answer.Trim(), by, at);
    }
}
