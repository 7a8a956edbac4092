using System.Security.Cryptography;
using System.Text;
using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>
/// A recipient named by <c>sha256$</c> + hex(SHA-256(UTF-8(identity + salt))) (Open Badges 3.0, IdentityObject; 2.0 the same). Whoever has an address can compare it; nobody can read it.
/// </summary>
internal sealed class HashedRecipient
{
    private const string Sha256 = "sha256$";

    private readonly byte[] _hash;
    private readonly byte[] _salt;

    private HashedRecipient(byte[] hash, string salt) => (_hash, _salt) = (hash, Encoding.UTF8.GetBytes(salt));

    /// <returns>Null for a hash that is not SHA-256: MD5 proves nothing any more.</returns>
    public static HashedRecipient? Parse(string hash, string? salt)
    {
        if (!hash.StartsWith(Sha256, StringComparison.OrdinalIgnoreCase) || hash.Length != Sha256.Length + (2 * SHA256.HashSizeInBytes))
            return null;
        try
        {
            return new(Convert.FromHexString(hash.AsSpan(Sha256.Length)), salt ?? "");
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <param name="recipientKey">A <see cref="RecipientKey.Hashed"/>.</param>
    /// <returns>Null where it is a hash of something else than an e-mail address.</returns>
    public static HashedRecipient? OfEmail(string recipientKey) =>
        recipientKey.Split(':', 4) is ["hash", OpenBadges.RecipientIdentity.Email, var hash, var salt] ? Parse(hash, salt) : null;

    public bool Is(string identity)
    {
        var bytes = Encoding.UTF8.GetByteCount(identity) + _salt.Length;
        var text = new byte[bytes];
        _salt.CopyTo(text, Encoding.UTF8.GetBytes(identity, text));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return hash.SequenceEqual(_hash);
    }
}
