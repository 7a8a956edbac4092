using CreditBridge.Core.Access;

namespace CreditBridge.Core.Grants.Cases;

/// <summary>
/// A question for a person: a credential behind granted credit was withdrawn after the grant, or two records became one and the credit is double. The credit stays as it is until the person has decided. One open case a grant and
/// credential.
/// </summary>
public sealed class GrantCase
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid GrantId { get; init; }

    /// <summary>Null for credit given twice by hand, where no credential stands behind it.</summary>
    public Guid? CredentialId { get; init; }
    public required CaseKind Kind { get; init; }

    [LongText]
    public required string Sentence { get; init; }
    public required DateTime OpenedAt { get; init; }
    public CaseState State { get; private set; } = CaseState.Open;

    /// <summary>Grant and credential while the case is open, then null: unique.</summary>
    public string? OpenKey { get; private set; }
    public CaseOutcome? Outcome { get; private set; }

    [LongText]
    public string? Why { get; private set; }
    public string? ClosedBy { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public int Version { get; set; }

    public static GrantCase Open(Guid grantId, Guid? credentialId, CaseKind kind, string sentence, DateTime at) => new()
    {
        GrantId = grantId,
        CredentialId = credentialId,
        Kind = kind,
        Sentence = sentence,
        OpenedAt = at,
        OpenKey = KeyOf(grantId, credentialId),
    };

    /// <exception cref="IllegalMoveException">Somebody closed it already.</exception>
    public void Close(CaseOutcome outcome, string why, Actor by, DateTime at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        if (!CanMove(State, CaseState.Closed))
            throw new IllegalMoveException($"{ClosedBy} closed this case already.");
        (State, OpenKey, Outcome, Why, ClosedBy, ClosedAt) = (CaseState.Closed, null, outcome, why.Trim(), by.Name, at);
    }

    public static bool CanMove(CaseState from, CaseState to) => (from, to) is (CaseState.Open, CaseState.Closed);

    internal static string KeyOf(Guid grantId, Guid? credentialId) => $"{grantId}:{credentialId}";
}
