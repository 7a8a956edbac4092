namespace CreditBridge.Core.Grants.Reconciliation;

public enum DifferenceKind
{
    OnlyHere,
    OnlyInStudentSystem,
    AmountsDiffer,
}
