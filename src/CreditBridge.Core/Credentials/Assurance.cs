namespace CreditBridge.Core.Credentials;

/// <summary>How much stands behind a credential, weakest first.</summary>
public enum Assurance
{
    LearnerSupplied,
    PartnerAsserted,
    Verified,
}
