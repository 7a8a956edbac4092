namespace CreditBridge.Core.Learners;

public enum TranscriptState
{
    Passed,
    InProgress,
    Failed,
    Withdrawn,
    Audited,
    Incomplete,
    Transferred,
}
