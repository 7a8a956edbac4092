namespace CreditBridge.OpenBadges;

/// <summary>One check made on a credential: what, how, when (UTC), with what result, in a sentence.</summary>
/// <param name="Reason">One of <see cref="Reasons"/> where the check did not simply pass.</param>
public sealed record Check(string What, string How, DateTime At, CheckResult Result, string? Reason, string Sentence);
