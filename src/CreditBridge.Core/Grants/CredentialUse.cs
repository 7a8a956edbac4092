namespace CreditBridge.Core.Grants;

/// <summary>A credential or SameLearning group that a grant has used up. Unique for a learner while it is held.</summary>
public sealed class CredentialUse
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid GrantId { get; init; }
    public required Guid LearnerId { get; init; }

    [ExternalId]
    public required string UseKey { get; init; }

    /// <summary>The same text until the grant is reversed, then null: the unique index is on this one.</summary>
    [ExternalId]
    public string? HeldKey { get; private set; }

    public static CredentialUse Of(Guid learnerId, string useKey) => new() { LearnerId = learnerId, UseKey = useKey, HeldKey = useKey };

    public void Release() => HeldKey = null;

    /// <summary>Held again, where a merge that had released it is undone.</summary>
    internal void Hold() => HeldKey = UseKey;
}
