namespace CreditBridge.Core.Requests;

/// <summary>Reason codes of a 'no'. A 'no' is always a person's and always has a sentence beside the code.</summary>
public enum DeclineReason
{
    EvidenceInsufficient,
    NotVerifiable,
    ContentDiffers,
    LevelTooLow,
    DuplicatesOtherCredit,
    OutOfDate,
    OutsidePolicy,
}
