using System.Security.Cryptography;
using System.Text;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>SHA-256 of a payload's UTF-8 bytes, in lower-case hex: how a content is known again.</summary>
public static class PayloadHash
{
    public static string Of(string payload) => Of(Encoding.UTF8.GetBytes(payload));

    public static string Of(ReadOnlySpan<byte> payload)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, hash);
        return Convert.ToHexStringLower(hash);
    }
}
