namespace CreditBridge.Core.Credentials.Intake;

public enum SyncRunState
{
    Running,
    Completed,

    /// <summary>It could not finish; what was taken stays, and the next run goes on from the checkpoint.</summary>
    Failed,
}
