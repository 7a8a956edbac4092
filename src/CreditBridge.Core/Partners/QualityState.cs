namespace CreditBridge.Core.Partners;

public enum QualityState
{
    Proposed,
    UnderReview,
    Approved,
    Provisional,
    Suspended,
    Expired,
}
