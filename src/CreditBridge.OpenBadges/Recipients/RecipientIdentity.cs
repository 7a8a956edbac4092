namespace CreditBridge.OpenBadges;

/// <summary>One identity that the person in front of us has, to be compared with whom a credential names.</summary>
/// <param name="Type">As Open Badges 3.0 names identity types (IdentifierTypeEnum), such as <see cref="Email"/>.</param>
public sealed record RecipientIdentity(string Type, string Value)
{
    public const string Email = "emailAddress";

    /// <summary>The credential subject's own id: a DID or an address.</summary>
    public const string SubjectId = "id";

    /// <summary>The type read off the value's shape: an e-mail address, else a subject id.</summary>
    public static RecipientIdentity Of(string value) =>
        new(!value.Contains(':', StringComparison.Ordinal) && value.Contains('@', StringComparison.Ordinal) ? Email : SubjectId, value);
}
