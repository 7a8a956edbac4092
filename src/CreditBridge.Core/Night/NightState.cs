namespace CreditBridge.Core.Night;

public enum NightState
{
    Requested,
    Running,
    Completed,

    /// <summary>Something could not finish; the next night goes on from the checkpoints and the rows that are due.</summary>
    Failed,
}
