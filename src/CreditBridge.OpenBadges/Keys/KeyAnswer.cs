namespace CreditBridge.OpenBadges;

/// <summary>Which keys may speak for an issuer.</summary>
internal abstract record KeyAnswer
{
    /// <summary>The issuer itself publishes them for assertions.</summary>
    public sealed record Bound(IReadOnlyList<VerificationKey> Keys, string Sentence) : KeyAnswer;

    /// <summary>There is a key, and it can tell whether the document was changed; whose it is, nothing shows.</summary>
    public sealed record NotBound(VerificationKey Key, string Reason, string Sentence) : KeyAnswer
    {
        /// <summary>For a good signature: that the key is not the issuer's is one thing, that the issuer could not be asked another.</summary>
        public IEnumerable<Check> ChecksOf(string what, string how, DateTime now)
        {
            var isUnreachable = Reason == Reasons.KeyUnreachable;
            yield return new Check(what, how, now, CheckResult.Unknown, isUnreachable ? Reasons.KeyNotBound : Reason, $"The signature is good, but the key is not shown to be the issuer's.{(isUnreachable ? "" : $" {Sentence}")}");
            if (isUnreachable)
                yield return new Check("Issuer", how, now, CheckResult.Unknown, Reason, Sentence);
        }
    }

    public sealed record None(string Reason, string Sentence) : KeyAnswer;
}
