namespace CreditBridge.Core.Grants;

public enum PostingState
{
    Pending,
    Sending,

    /// <summary>Handed over, waiting for the student system's acknowledgement.</summary>
    Sent,
    Posted,
    OnTranscript,
    Rejected,

    /// <summary>It may or may not have arrived. The only way out is the look-up by key.</summary>
    Unknown,

    /// <summary>Given up by the program, for a person.</summary>
    Dead,
}
