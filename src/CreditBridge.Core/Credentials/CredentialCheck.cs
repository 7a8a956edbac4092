namespace CreditBridge.Core.Credentials;

/// <summary>One check made on a credential: what, how, when (UTC), with what result, in a sentence.</summary>
public sealed record CredentialCheck(string What, string How, DateTime At, VerificationState Result, string Sentence);
