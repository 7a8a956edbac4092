namespace CreditBridge.Core.Learners;

/// <summary>Something a partner may know a learner by. Only a confirmed one matches a credential.</summary>
public sealed class LearnerIdentity
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid LearnerId { get; init; }

    /// <summary><see cref="RecipientKey"/> text, such as <c>email:ada@example.edu</c>.</summary>
    [ExternalId]
    public required string Key { get; init; }
    public DateTime? ConfirmedAt { get; set; }
}
