namespace CreditBridge.Simulators;

/// <summary>Moments of a posting as the student system sees them.</summary>
public enum EthosStep
{
    /// <summary>It is asked whether it has a posting.</summary>
    LookedUp,

    /// <summary>A posting came in and is not committed.</summary>
    Received,

    /// <summary>A posting is committed and not answered.</summary>
    Committed,

    /// <summary>The answer was sent: the caller may or may not have read it.</summary>
    Answered,
}
