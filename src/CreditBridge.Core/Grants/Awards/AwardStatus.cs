namespace CreditBridge.Core.Grants;

public enum AwardStatus
{
    InForce,

    /// <summary>Credit it stands for was reversed: its place in the status list is set, which is final.</summary>
    Reversed,
}
