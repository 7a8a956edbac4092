using System.Buffers.Text;

namespace CreditBridge.OpenBadges;

/// <summary>base64url without padding (RFC 7515, section 2).</summary>
internal static class Base64Text
{
    /// <exception cref="FormatException">It is not base64url.</exception>
    public static byte[] Decode(string text) => text.Contains('=', StringComparison.Ordinal)
        ? throw new FormatException("base64url is written without padding here.")
        : Base64Url.DecodeFromChars(text);

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
