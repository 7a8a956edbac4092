namespace CreditBridge.Core.Credentials;

/// <summary>What the source says of the credential. NotSeen (no longer at the source) is never treated as revoked.</summary>
public enum CredentialStatus
{
    Active,
    Expired,
    Revoked,
    NotSeen,
}
