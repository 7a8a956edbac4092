using System.Security.Cryptography;
using System.Text;

namespace CreditBridge.OpenBadges;

/// <summary>
/// Compares whom a credential names with the identities of the person in front of us (Open Badges 3.0, IdentityObject; 2.0, IdentityObject): <c>sha256$</c> and the hex
/// of SHA-256 over identity and salt in UTF-8. No folding of case is specified: an identity is tried as given, then in lower case.
/// </summary>
public static class RecipientCheck
{
    /// <returns>The identity that the claim names, as it was compared; null when none of them is.</returns>
    public static string? Match(RecipientClaim claim, IEnumerable<RecipientIdentity> identities) => identities
        .Where(identity => identity.IsOf(claim.IdentityType))
        .SelectMany(identity => new[] { identity.Value, identity.Value.ToLowerInvariant() })
        .FirstOrDefault(value => claim.IsHashed ? IsHashOf(claim, value) : Plain(claim.Identity, value, claim.IdentityType));

    internal static void Check(CredentialClaims claims, IReadOnlyCollection<RecipientIdentity> identities, CheckLog log)
    {
        if (identities.Count == 0)
            return;
        const string What = "Recipient";
        foreach (var claim in claims.Recipients)
        {
            if (Match(claim, identities) is { } matched)
            {
                log.Passed(What, claim.IsHashed ? "hash of identity and salt" : "as named", $"It was awarded to {matched}.");
                return;
            }
        }

        if (claims.Recipients.Any(claim => claim.IsHashed && !IsSha256(claim)))
        {
            log.Failed(What, "hash of identity and salt", Reasons.RecipientHashRefused, "It names its recipient by a hash that is not SHA-256; such a hash (MD5, SHA-1) can be made for anybody, so it proves nothing.");
            return;
        }

        if (claims.Recipients.Any(claim => identities.Any(identity => identity.IsOf(claim.IdentityType))))
            log.Failed(What, "compared with every identity given", Reasons.RecipientDiffers, "It was awarded to somebody else, or to an identity that is not confirmed for this person.");
        else
            log.Unknown(What, "looked for a kind of identity that can be compared", Reasons.RecipientNotComparable, claims.Recipients.Count == 0 ? "It does not say to whom it was awarded." : "It names its recipient in a way that cannot be compared with this person's identities.");
    }

    private static bool Plain(string named, string value, string type) => type == RecipientIdentity.Email
        ? named.Equals(value, StringComparison.OrdinalIgnoreCase)
        : named.Equals(value, StringComparison.Ordinal);

    private static bool IsSha256(RecipientClaim claim) => claim.Identity.StartsWith("sha256$", StringComparison.OrdinalIgnoreCase);

    private static bool IsHashOf(RecipientClaim claim, string identity) => IsSha256(claim)
        && claim.Identity["sha256$".Length..].Equals(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(identity + claim.Salt))), StringComparison.OrdinalIgnoreCase);
}
