namespace CreditBridge.Core.Grants;

/// <summary>What a signed award can be had as.</summary>
public enum AwardForm
{
    Json,
    Jwt,
    Png,
    Svg,
}
