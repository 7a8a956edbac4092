namespace CreditBridge.Core.Learners;

/// <summary>
/// How a credential names its recipient, in one comparable text. E-mail domains ignore case by RFC 5321; the local part is lower-cased too, because partners
/// disagree about it; an address that two learners have confirmed matches neither.
/// </summary>
public static class RecipientKey
{
    internal const string Emails = "email:";
    internal const string StudentNumbers = "student:";
    internal const string SubjectIds = "id:";
    internal const string Hashes = "hash:";

    public static string Email(string address) => $"{Emails}{address.Trim().ToLowerInvariant()}";

    public static string StudentNumber(string number) => $"{StudentNumbers}{number.Trim()}";

    /// <summary>The credential subject's own id: a DID or an address.</summary>
    public static string SubjectId(string id) => $"{SubjectIds}{id.Trim()}";

    /// <summary>A user name at one partner.</summary>
    public static string User(string partner, string name) => $"{SubjectIds}{partner}:{name.Trim()}";

    /// <summary>A salted hash: it can be compared with what a person is known to have, not read.</summary>
    public static string Hashed(string type, string hash, string? salt) => $"{Hashes}{type}:{hash.Trim().ToLowerInvariant()}:{salt}";

    public static bool IsStudentNumber(string key) => key.StartsWith(StudentNumbers, StringComparison.Ordinal);

    public static bool IsHashed(string key) => key.StartsWith(Hashes, StringComparison.Ordinal);

    /// <summary>The part after the kind, for people to read.</summary>
    public static string Display(string key) =>
        IsHashed(key) ? "a hidden address" : key.Length == 0 ? "nobody" : key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
