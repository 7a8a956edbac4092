namespace CreditBridge.Core.Night;

public enum NightStep
{
    Pull,

    /// <summary>Checks signatures and status of credentials that are due.</summary>
    Verify,
    Match,

    /// <summary>Reads catalogue and transcripts from the student system.</summary>
    Read,
    Evaluate,
    Post,
    Reconcile,

    /// <summary>Looks through the rules for what somebody should mend.</summary>
    Check,

    /// <summary>Seals the trail and closes the day with a checkpoint.</summary>
    Seal,
    Done,
}
