namespace CreditBridge.Core.Credentials;

/// <summary>'Could not check' (Indeterminate) is neither a pass nor a failure. NotSigned: nothing to check, the partner's word stands.</summary>
public enum VerificationState
{
    NotSigned,
    Valid,
    Invalid,
    Indeterminate,
}
