namespace CreditBridge.OpenBadges;

/// <summary>The form a credential comes in.</summary>
public enum FileKind
{
    Json,

    /// <summary>A compact JWS: VC-JWT, or an Open Badges 2.0 signed assertion.</summary>
    Jwt,
    Png,
    Svg,

    /// <summary>Only an address: where the credential is.</summary>
    Address,
}
