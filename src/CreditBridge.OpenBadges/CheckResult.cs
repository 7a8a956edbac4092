namespace CreditBridge.OpenBadges;

/// <summary>'Could not check' (Unknown) is neither a pass nor a failure. A Warning passes, and says what a careful reader would want to know.</summary>
public enum CheckResult
{
    Passed,
    Warning,
    Failed,
    Unknown,
}
