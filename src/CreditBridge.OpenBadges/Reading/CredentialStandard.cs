namespace CreditBridge.OpenBadges;

/// <summary>The standard a credential is written in.</summary>
public enum CredentialStandard
{
    OpenBadges2,
    OpenBadges3,
    ComprehensiveLearnerRecord2,

    /// <summary>A W3C Verifiable Credential of another kind (an endorsement, a status list): verified, but it awards no achievement.</summary>
    VerifiableCredential,
}
