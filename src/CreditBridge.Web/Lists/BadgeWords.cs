using CreditBridge.Core.Credentials;
using CreditBridge.Core.Requests;
using CreditBridge.OpenBadges;

namespace CreditBridge.Web.Lists;

/// <summary>How a learner's badge stands: the state that matters most, why, and what to do next.</summary>
internal static class BadgeWords
{
    public static (Enum State, string Reason, string Next) Of(Credential credential) => credential switch
    {
        { Status: CredentialStatus.Revoked } => (credential.Status, Failed(credential, "Its issuer has taken it back."), "Ask its issuer why. It does not count here any more."),
        { Status: CredentialStatus.Suspended } => (credential.Status, Failed(credential, "Its issuer has suspended it."), "Ask its issuer. It does not count until that is lifted."),
        { Verification: VerificationState.Invalid } => (credential.Verification, Failed(credential, "Something in it does not fit."), "Get it anew from its issuer, and add that."),
        { Status: CredentialStatus.Expired } => (credential.Status, $"It was valid to {Day(credential.ExpiresOn)}.", "Renew it with its issuer. Some rules count it all the same."),
        { Status: CredentialStatus.NotSeen } => (credential.Status, "Its issuer has not sent it lately.", "You need not do anything: what counted before still counts."),
        { Verification: VerificationState.Indeterminate } => (credential.Verification, Failed(credential, "Its issuer could not be reached yet."), "You need not do anything: we try again by ourselves."),
        { Verification: VerificationState.NotSigned } => (credential.Verification, "Its partner sent it to us without a signature.", "You need not do anything."),
        { Assurance: not Assurance.Verified } => (credential.Verification, "The signature is good, but its issuer is not known here yet.", "Ask for credit: a person looks at it."),
        _ => (credential.Verification, "Its signature and its issuer are checked.", "You need not do anything."),
    };

    /// <summary>What it led to.</summary>
    public static string Led(RequestLine line) => line.State switch
    {
        LineState.Open => "A person looks at it",
        LineState.Declined => "Declined",
        LineState.OnCondition => "Approved on condition",
        _ => $"{AwardWords.Of(line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel)}, {line.Credits:0.###} {(line.Credits == 1 ? "credit" : "credits")}",
    };

    private static string Failed(Credential credential, string otherwise) =>
        string.Join(' ', credential.Checks.Where(check => CheckWords.Of(check) is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Sentence)) is { Length: > 0 } said ? said : otherwise;

    private static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "a day in the past";
}
