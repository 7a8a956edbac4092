using CreditBridge.Core.Credentials;
using CreditBridge.OpenBadges;

namespace CreditBridge.Web.Lists;

/// <summary>A check on a credential as it looks: passed, passed with a note, failed, or not to be made.</summary>
internal static class CheckWords
{
    public static CheckResult Of(CredentialCheck check) => check.Result switch
    {
        VerificationState.Valid => check.Reason is null ? CheckResult.Passed : CheckResult.Warning,
        VerificationState.Invalid => CheckResult.Failed,
        VerificationState.Indeterminate => CheckResult.Unknown,
        _ => CheckResult.Warning,
    };
}
