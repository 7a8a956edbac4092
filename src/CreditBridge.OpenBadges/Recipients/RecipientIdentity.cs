namespace CreditBridge.OpenBadges;

/// <summary>One identity that the person in front of us has, to be compared with whom a credential names.</summary>
/// <param name="Type">As Open Badges 3.0 names identity types (IdentifierTypeEnum), such as <see cref="Email"/>.</param>
public sealed record RecipientIdentity(string Type, string Value)
{
    /// <summary>An e-mail address, as Open Badges 3.0 calls it.</summary>
    public const string Email = "emailAddress";

    /// <summary>The credential subject's own id: a DID or an address.</summary>
    public const string SubjectId = "id";

    /// <summary>A number or name that may be of any type but these two.</summary>
    public const string Other = "*";

    /// <summary>The type read off the value's shape: a DID or web address, an e-mail address, else any other.</summary>
    public static RecipientIdentity Of(string value) => new(
        value.StartsWith("did:", StringComparison.Ordinal) || value.Contains("://", StringComparison.Ordinal) || value.StartsWith("urn:", StringComparison.Ordinal) ? SubjectId
        : value.Contains('@', StringComparison.Ordinal) ? Email : Other, value);

    /// <summary>Whether an identity of this type can be compared with one that a credential calls so.</summary>
    public bool IsOf(string identityType) => Type == identityType || (Type == Other && identityType is not (Email or SubjectId));
}
