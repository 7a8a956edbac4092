namespace CreditBridge.Core.Night;

public enum NightStep
{
    Pull,
    Match,
    Evaluate,
    Post,
    Reconcile,
    Done,
}
