namespace CreditBridge.Core.Night;

public enum NightStep
{
    Pull,
    Match,
    Evaluate,
    Post,
    Reconcile,

    /// <summary>Looks through the rules for what somebody should mend.</summary>
    Check,

    /// <summary>Seals the trail and closes the day with a checkpoint.</summary>
    Seal,
    Done,
}
