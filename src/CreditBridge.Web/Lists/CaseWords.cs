using CreditBridge.Core.Grants.Cases;

namespace CreditBridge.Web.Lists;

/// <summary>What was decided about a case, as people read it.</summary>
internal static class CaseWords
{
    public static string Of(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.CreditStands => "The credit stands",
        CaseOutcome.CreditToReverse => "The credit is taken back",
        _ => "The issuer corrected it: the credential counts again",
    };

    public static string Of(CaseKind kind) => kind switch
    {
        CaseKind.Revoked => "Revoked after the grant",
        CaseKind.Suspended => "Suspended after the grant",
        CaseKind.CreditTwice => "The same credit twice",
        _ => "No longer verifies",
    };
}
