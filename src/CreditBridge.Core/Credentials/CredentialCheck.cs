namespace CreditBridge.Core.Credentials;

/// <summary>One check made on a credential: what, how, when (UTC), with what result, in a sentence.</summary>
/// <param name="Reason">One of <see cref="OpenBadges.Reasons"/> where a verifier's check did not simply pass; with Valid it is a warning.</param>
public sealed record CredentialCheck(string What, string How, DateTime At, VerificationState Result, string Sentence, string? Reason = null);
