namespace CreditBridge.Core.Learners;

/// <summary>
/// How a credential names its recipient, in one comparable text. E-mail domains ignore case by RFC 5321; the local part is lower-cased too, because partners
/// disagree about it; an address that two learners have confirmed matches neither.
/// </summary>
public static class RecipientKey
{
    public static string Email(string address) => $"email:{address.Trim().ToLowerInvariant()}";

    public static string StudentNumber(string number) => $"student:{number.Trim()}";

    /// <summary>The part after the kind, for people to read.</summary>
    public static string Display(string key) => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
