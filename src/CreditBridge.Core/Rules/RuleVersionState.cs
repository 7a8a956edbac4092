namespace CreditBridge.Core.Rules;

public enum RuleVersionState
{
    Draft,
    InReview,
    Approved,
    Published,
    Superseded,
    Retired,
}
