namespace CreditBridge.Core.Requests;

public enum RequestOrigin
{
    Night,
    Learner,
    Staff,
}
