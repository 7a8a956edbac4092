namespace CreditBridge.Core.Grants.Cases;

/// <summary>What was found about a credential after it had led to credit.</summary>
public enum CaseKind
{
    Revoked,
    Suspended,

    /// <summary>It verified when the credit was granted, and does not any more.</summary>
    NotGenuine,

    /// <summary>Two records of one person were merged, and each had credit for the same.</summary>
    CreditTwice,
}
