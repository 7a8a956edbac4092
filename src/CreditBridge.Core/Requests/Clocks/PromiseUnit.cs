namespace CreditBridge.Core.Requests;

public enum PromiseUnit
{
    Days,

    /// <summary>Monday to Friday without the institution's holidays.</summary>
    WorkingDays,

    /// <summary>To the end of the n-th term, the running one counted.</summary>
    Terms,
}
