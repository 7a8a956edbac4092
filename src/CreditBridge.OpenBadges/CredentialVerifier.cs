namespace CreditBridge.OpenBadges;

/// <summary>Verifies digital credentials. Safe for many threads; one for a process.</summary>
public sealed class CredentialVerifier
{
    /// <summary>Bad content is never an exception: it is an Invalid with a sentence.</summary>
    /// <param name="recipients">All identities of the person it should be about; empty: the recipient is not checked.</param>
    public Task<Verification> VerifyAsync(CredentialFile file, IReadOnlyCollection<RecipientIdentity> recipients, CancellationToken cancellation = default) => throw new NotImplementedException();
}
