namespace CreditBridge.Core.Grants.Cases;

public enum CaseState
{
    Open,
    Closed,
}
