namespace CreditBridge.Core.Grants;

public enum GrantState
{
    Offered,
    Accepted,
    DeclinedByLearner,
    Lapsed,
}
