namespace CreditBridge.Core.Rules;

public enum ImpactState
{
    Requested,
    Running,
    Completed,
    Failed,
}
