namespace CreditBridge.Core.Access;

/// <summary>How somebody proved who they are.</summary>
public enum SignInWay
{
    /// <summary>Chosen from the demo's personas.</summary>
    Demo,
    OpenIdConnect,

    /// <summary>A header set by a SAML front.</summary>
    TrustedHeader,

    /// <summary>A link sent to a confirmed address.</summary>
    EmailLink,
}
