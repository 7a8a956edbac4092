namespace CreditBridge.Core.Credentials;

/// <summary>What the source says of the credential. NotSeen (no longer at the source) is never treated as revoked.</summary>
public enum CredentialStatus
{
    Active,
    Expired,
    Revoked,

    /// <summary>Withdrawn for a time: it does not count until its issuer lifts that. Revocation is final, suspension is not (Bitstring Status List 1.0).</summary>
    Suspended,
    NotSeen,
}
