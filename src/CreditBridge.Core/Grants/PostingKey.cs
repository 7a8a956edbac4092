using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditBridge.Core.Grants;

/// <summary>
/// Key K (domain.md): what makes a posting the same posting, whatever rule version or evidence stands behind it. SHA-256 over
/// length-prefixed parts, so that no two different lists of parts can run together into one text.
/// </summary>
public static class PostingKey
{
    /// <param name="rule">Rule code, or the request line's id where no rule stands behind the credit.</param>
    /// <param name="occurrence">Rises with a reversal; for repeatable rules it holds the credential's canonical issuer and id.</param>
    public static string Of(string institution, string firstStudentNumber, string rule, string awardLine, string occurrence)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in (ReadOnlySpan<string>)[institution, firstStudentNumber, rule, awardLine, occurrence])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
