namespace CreditBridge.Core.Requests;

/// <summary>One line of a request's history: what happened, or what somebody wrote. Appended, never changed.</summary>
public sealed class RequestEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RequestId { get; init; }
    public required RequestEntryKind Kind { get; init; }
    public required DateTime At { get; init; }
    public required string ByName { get; init; }

    /// <summary>Null for the night, and for a learner who has no account.</summary>
    public Guid? ByUserId { get; init; }

    [LongText]
    public string Text { get; init; } = "";

    /// <summary>The learner sees it. A note among staff is not.</summary>
    public required bool IsForLearner { get; init; }
}
