using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>
/// What a verification comes to here. The verifier calls an expired, revoked or suspended credential invalid; here its signature is good, and its status is for the rules to weigh: a
/// rule may not mind that it expired. Only what makes it not genuine (a bad signature, another issuer's key, another person's name) is Invalid.
/// </summary>
/// <param name="Status">Null where nothing is known of it.</param>
/// <param name="MayPass">Nothing failed, but something could not be reached: asked again later it may have an answer.</param>
internal sealed record Verdict(VerificationState State, CredentialStatus? Status, IReadOnlyList<CredentialCheck> Checks, bool MayPass)
{
    private static readonly string[] OfLife = [Reasons.Expired, Reasons.NotYetValid, Reasons.Revoked, Reasons.Suspended];

    /// <param name="isLearnerSupplied">What carries no signature is a partner's word if the partner sent it, and nobody's if a learner did.</param>
    public static Verdict Of(Verification verification, bool isLearnerSupplied)
    {
        var failed = Of(verification, CheckResult.Failed);
        var unknown = Of(verification, CheckResult.Unknown);
        var checks = verification.Checks.Select(CheckOf).ToList();
        var wrong = failed.Except(OfLife).ToList();
        if (wrong is [Reasons.NoProof] && !isLearnerSupplied)
            return new(VerificationState.NotSigned, StatusOf(failed), [.. checks.Select(WithoutBlame)], MayPass: false);
        if (wrong.Count > 0 || (verification is Verification.Invalid && failed.Count == 0))
            return new(VerificationState.Invalid, StatusOf(failed), checks, MayPass: false);
        if (unknown.Count > 0 || verification is Verification.Indeterminate)
            return new(VerificationState.Indeterminate, StatusOf(failed), checks, Reasons.MayPass(unknown));
        return new(VerificationState.Valid, StatusOf(failed) ?? CredentialStatus.Active, checks, MayPass: false);
    }

    /// <summary>It could not be asked at all.</summary>
    public static Verdict Unreachable(string sentence, DateTime at) =>
        new(VerificationState.Indeterminate, null, [new("Verification", "tried to check it", at, VerificationState.Indeterminate, sentence)], MayPass: true);

    private static List<string> Of(Verification verification, CheckResult result) =>
        [.. verification.Checks.Where(check => check.Result == result).Select(check => check.Reason ?? "").Distinct(StringComparer.Ordinal)];

    private static CredentialStatus? StatusOf(List<string> failed) =>
        failed.Contains(Reasons.Revoked) ? CredentialStatus.Revoked
        : failed.Contains(Reasons.Suspended) ? CredentialStatus.Suspended
        : failed.Contains(Reasons.Expired) ? CredentialStatus.Expired
        : null;

    private static CredentialCheck CheckOf(Check check) => new(check.What, check.How, check.At, check.Result switch
    {
        CheckResult.Failed => VerificationState.Invalid,
        CheckResult.Unknown => VerificationState.Indeterminate,
        _ => VerificationState.Valid,
    }, check.Sentence, check.Reason);

    /// <summary>Without a signature nothing failed: there was nothing to check.</summary>
    private static CredentialCheck WithoutBlame(CredentialCheck check) => check.Reason == Reasons.NoProof ? check with { Result = VerificationState.NotSigned } : check;
}
