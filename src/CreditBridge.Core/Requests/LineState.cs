namespace CreditBridge.Core.Requests;

public enum LineState
{
    Open,
    Approved,

    /// <summary>Another course or other credits than asked, with a reason.</summary>
    ApprovedDifferently,
    Declined,

    /// <summary>Approved on a condition that is not met yet (enrolled, resident credits).</summary>
    OnCondition,
}
