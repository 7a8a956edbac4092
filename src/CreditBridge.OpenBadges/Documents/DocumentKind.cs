namespace CreditBridge.OpenBadges;

/// <summary>What is looked for at an address: it decides how large it may be and how long a copy is good.</summary>
public enum DocumentKind
{
    /// <summary>A credential or hosted assertion: never from a cache, for it may have been withdrawn a moment ago.</summary>
    Credential,

    /// <summary>A DID document, issuer profile, key document or JWKS.</summary>
    Controller,

    /// <summary>A list of revoked or suspended credentials, in any standard.</summary>
    StatusList,
}
