namespace CreditBridge.OpenBadges;

/// <summary>
/// Every check made on one credential, and what they come to. It judges the credential, never whether its issuer deserves trust: a valid credential of an
/// issuer that proves only itself (<c>did:key</c>) is valid, and trust stands in the reader's own register.
/// </summary>
/// <param name="Claims">What the credential says; null when it could not be read.</param>
/// <param name="Nested">For a Comprehensive Learner Record, each credential inside, judged alone.</param>
public abstract record Verification(CredentialClaims? Claims, IReadOnlyList<Check> Checks, IReadOnlyList<Verification> Nested)
{
    /// <summary>Every check passed, some perhaps with a warning.</summary>
    public sealed record Valid(CredentialClaims? Claims, IReadOnlyList<Check> Checks, IReadOnlyList<Verification> Nested) : Verification(Claims, Checks, Nested);

    /// <summary>At least one check failed.</summary>
    public sealed record Invalid(CredentialClaims? Claims, IReadOnlyList<Check> Checks, IReadOnlyList<Verification> Nested) : Verification(Claims, Checks, Nested);

    /// <summary>Something could not be checked and nothing failed. <see cref="MayPass"/> says whether asking again later can help.</summary>
    public sealed record Indeterminate(CredentialClaims? Claims, IReadOnlyList<Check> Checks, IReadOnlyList<Verification> Nested) : Verification(Claims, Checks, Nested);

    /// <summary>Codes of the checks that failed or could not be made, each once; empty for a valid credential.</summary>
    public IReadOnlyList<string> ReasonCodes =>
        [.. Checks.Where(check => check.Result is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Reason!).Distinct(StringComparer.Ordinal)];

    /// <summary>Nothing failed, and each thing that could not be checked may be reachable later.</summary>
    public bool MayPass => this is Indeterminate && Reasons.MayPass(ReasonCodes);

    /// <summary>The one conclusion from checks: a failure is Invalid, else a thing unknown is Indeterminate, else Valid; no check at all proves nothing.</summary>
    internal static Verification Of(CredentialClaims? claims, IReadOnlyList<Check> checks, IReadOnlyList<Verification>? nested = null) =>
        checks.Any(check => check.Result == CheckResult.Failed) ? new Invalid(claims, checks, nested ?? [])
        : checks.Count == 0 || checks.Any(check => check.Result == CheckResult.Unknown) ? new Indeterminate(claims, checks, nested ?? [])
        : new Valid(claims, checks, nested ?? []);
}
