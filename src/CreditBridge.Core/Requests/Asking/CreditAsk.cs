namespace CreditBridge.Core.Requests;

/// <summary>What a learner asks credit for.</summary>
/// <param name="FormId">Made anew with each form: sending it twice asks once.</param>
/// <param name="Credentials">The learner's own.</param>
/// <param name="Course">The code of the course hoped for; empty: whatever fits.</param>
public sealed record CreditAsk(Guid FormId, IReadOnlyCollection<Guid> Credentials, string? Course, string Statement)
{
    public IReadOnlyList<StoredFile> Files { get; init; } = [];
}
