namespace CreditBridge.Core.Letters;

public enum LetterState
{
    Waiting,
    Sent,

    /// <summary>Given up after many attempts: its last error says why.</summary>
    Failed,
}
