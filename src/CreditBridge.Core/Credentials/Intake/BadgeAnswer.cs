namespace CreditBridge.Core.Credentials.Intake;

/// <summary>What came of a badge that a learner wanted to add: what it is, whose, each check in words.</summary>
/// <param name="Title">What was earned; empty where that is not known yet.</param>
public abstract record BadgeAnswer(string Title, string Issuer, IReadOnlyList<CredentialCheck> Checks)
{
    /// <summary>The credential that is there now; null where nothing was stored.</summary>
    public Guid? Stored => this switch
    {
        Added added => added.CredentialId,
        AlreadyThere there => there.CredentialId,
        _ => null,
    };

    /// <param name="IsRegistered">Whether its issuer stands in the register of a partner.</param>
    public sealed record Added(string Title, string Issuer, IReadOnlyList<CredentialCheck> Checks, Guid CredentialId, VerificationState State, CredentialStatus Status, bool IsRegistered) : BadgeAnswer(Title, Issuer, Checks);

    public sealed record AlreadyThere(string Title, string Issuer, IReadOnlyList<CredentialCheck> Checks, Guid CredentialId) : BadgeAnswer(Title, Issuer, Checks);

    /// <summary>Nothing was stored.</summary>
    public sealed record Refused(string Title, string Issuer, IReadOnlyList<CredentialCheck> Checks, string Sentence) : BadgeAnswer(Title, Issuer, Checks);

    internal static Refused No(string sentence) => new("", "", [], sentence);
}
