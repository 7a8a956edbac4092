namespace CreditBridge.Core.Tables;

/// <summary>What becomes of one row of an imported file.</summary>
public enum ImportOutcome
{
    New,
    Changed,
    Same,
    Rejected,
}
