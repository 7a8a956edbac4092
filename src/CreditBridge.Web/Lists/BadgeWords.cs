using CreditBridge.Core.Credentials;
using CreditBridge.Core.Requests;
using CreditBridge.OpenBadges;
using CreditBridge.Web.Languages;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.Lists;

/// <summary>How a learner's badge stands: the state that matters most, why, and what to do next.</summary>
internal static class BadgeWords
{
    public static (Enum State, string Reason, string Next) Of(Credential credential, IStringLocalizer words) => credential switch
    {
        { Status: CredentialStatus.Revoked } => (credential.Status, Failed(credential, "Its issuer has taken it back."), "Ask its issuer why. It does not count here any more."),
        { Status: CredentialStatus.Suspended } => (credential.Status, Failed(credential, "Its issuer has suspended it."), "Ask its issuer. It does not count until that is lifted."),
        { Verification: VerificationState.Invalid } => (credential.Verification, Failed(credential, "Something in it does not fit."), "Get it anew from its issuer, and add that."),
        { Status: CredentialStatus.Expired } => (credential.Status, words["It was valid to {0}.", credential.ExpiresOn is { } on ? PageDates.Day(on) : words["a day in the past"]], "Renew it with its issuer. Some rules count it all the same."),
        { Status: CredentialStatus.NotSeen } => (credential.Status, "Its issuer has not sent it lately.", "You need not do anything: what counted before still counts."),
        { Verification: VerificationState.Indeterminate } => (credential.Verification, Failed(credential, "Its issuer could not be reached yet."), "You need not do anything: we try again by ourselves."),
        { Verification: VerificationState.NotSigned } => (credential.Verification, "Its partner sent it to us without a signature.", "You need not do anything."),
        { Assurance: not Assurance.Verified } => (credential.Verification, "The signature is good, but its issuer is not known here yet.", "Ask for credit: a person looks at it."),
        _ => (credential.Verification, "Its signature and its issuer are checked.", "You need not do anything."),
    };

    /// <summary>What it led to.</summary>
    public static string Led(RequestLine line, IStringLocalizer words) => line.State switch
    {
        LineState.Open => words["A person looks at it"],
        LineState.Declined => words["Declined"],
        LineState.OnCondition => words["Approved on condition"],
        _ => $"{words.Award(line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel)}, {words.Credits(line.Credits)}",
    };

    private static string Failed(Credential credential, string otherwise) =>
        string.Join(' ', credential.Checks.Where(check => CheckWords.Of(check) is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Sentence)) is { Length: > 0 } said ? said : otherwise;
}
