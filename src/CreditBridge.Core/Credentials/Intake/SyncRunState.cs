namespace CreditBridge.Core.Credentials.Intake;

public enum SyncRunState
{
    Requested,
    Running,

    /// <summary>The source asked not to be called for a while: it goes on by itself.</summary>
    Waiting,
    Completed,

    /// <summary>It could not finish; what was taken stays, and it or the next run goes on from the checkpoint.</summary>
    Failed,
    Cancelled,
}
