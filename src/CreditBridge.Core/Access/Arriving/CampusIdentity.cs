namespace CreditBridge.Core.Access;

/// <summary>Who the campus's own sign-in says somebody is. It was proved before this is made.</summary>
/// <param name="Issuer">Who says so; with <paramref name="Subject"/> it is what a person is known by here.</param>
/// <param name="IsEmailProven">The address is the provider's own knowledge, not what the person typed there.</param>
/// <param name="Claims">What else is said, by claim or header name; a name may come more than once.</param>
public sealed record CampusIdentity(string Issuer, string Subject, string Name, string Email, bool IsEmailProven, string? StudentNumber, IReadOnlyList<KeyValuePair<string, string>> Claims)
{
    public IEnumerable<string> ValuesOf(string claim) => Claims.Where(pair => string.Equals(pair.Key, claim, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value);
}
