namespace CreditBridge.Core.Learners;

/// <summary>A learner allowed something, in these words, until it is taken back.</summary>
public sealed class Consent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid LearnerId { get; init; }
    public required ConsentKind Kind { get; init; }

    /// <summary>The sentence that was agreed to.</summary>
    [LongText]
    public required string Text { get; init; }
    public required DateTime GivenAt { get; init; }
    public DateTime? WithdrawnAt { get; private set; }

    public void Withdraw(DateTime at) => WithdrawnAt ??= at;
}
