namespace CreditBridge.Core.Audit;

/// <summary>Which local day a sealing closes with a checkpoint, if that day has none.</summary>
public enum ClosingDay
{
    Today,
    Yesterday,
}
