namespace CreditBridge.OpenBadges;

/// <summary>Which keys may speak for an issuer.</summary>
internal abstract record KeyAnswer
{
    /// <summary>The issuer itself publishes them for assertions.</summary>
    public sealed record Bound(IReadOnlyList<VerificationKey> Keys, string Sentence) : KeyAnswer;

    /// <summary>There is a key, and it can tell whether the document was changed; whose it is, nothing shows.</summary>
    public sealed record NotBound(VerificationKey Key, string Reason, string Sentence) : KeyAnswer;

    public sealed record None(string Reason, string Sentence) : KeyAnswer;
}
