namespace CreditBridge.OpenBadges;

/// <summary>Why a check did not simply pass. The codes are public: docs/verification.md lists them, and programs read them.</summary>
public static class Reasons
{
    public const string Malformed = "malformed";
    public const string TooLarge = "too-large";
    public const string TooComplex = "too-complex";
    public const string NoProof = "no-proof";
    public const string BadSignature = "bad-signature";
    public const string UndefinedTerm = "undefined-term";
    public const string UnsupportedContext = "unsupported-context";
    public const string TermNotCompact = "term-not-compact";
    public const string ForeignTerm = "foreign-term";
    public const string CanonicalizationFailed = "canonicalization-failed";
    public const string UnsupportedSuite = "unsupported-suite";
    public const string AlgorithmRefused = "algorithm-refused";
    public const string KeyNotBound = "issuer-key-not-bound";
    public const string KeyUnreachable = "issuer-key-unreachable";
    public const string KeyNotForAssertions = "key-not-for-assertions";
    public const string KeyUnreadable = "key-unreadable";
    public const string ProofPurpose = "proof-purpose";
    public const string ProofExpired = "proof-expired";
    public const string ClaimsDiffer = "claims-differ";
    public const string Expired = "expired";
    public const string NotYetValid = "not-yet-valid";
    public const string Revoked = "revoked";
    public const string Suspended = "suspended";
    public const string StatusUnreachable = "status-unreachable";
    public const string StatusUnsupported = "status-unsupported";
    public const string StatusListBad = "status-list-bad";
    public const string StatusListWrongType = "status-list-wrong-type";
    public const string StatusListShort = "status-list-short";
    public const string StatusListOtherId = "status-list-other-id";
    public const string StatusPurposeDiffers = "status-purpose-differs";
    public const string StatusIndexOutOfRange = "status-index-out-of-range";
    public const string RecipientDiffers = "recipient-differs";
    public const string RecipientNotComparable = "recipient-not-comparable";
    public const string RecipientHashRefused = "recipient-hash-refused";
    public const string HostedUnreachable = "hosted-unreachable";
    public const string HostedDiffers = "hosted-differs";
    public const string HostedOutOfScope = "hosted-out-of-scope";
    public const string BadgeUnreachable = "badge-unreachable";
    public const string BadgeGone = "badge-gone";
    public const string RefreshUnreachable = "refresh-unreachable";
    public const string EndorsementUnverified = "endorsement-unverified";
    public const string NestedNotValid = "nested-not-valid";

    /// <summary>True where the same questions asked later may have an answer: each thing that is not known was not reachable.</summary>
    public static bool MayPass(IReadOnlyCollection<string> unknown) => unknown.Count > 0 && unknown.All(reason =>
        reason is KeyUnreachable or StatusUnreachable or StatusListBad or HostedUnreachable or BadgeUnreachable
        || (reason is KeyNotBound && unknown.Contains(KeyUnreachable)));
}
