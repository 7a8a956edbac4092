using System.Buffers.Binary;
using System.Text;

namespace CreditBridge.OpenBadges;

/// <summary>
/// The credential baked into a PNG: an iTXt chunk with the keyword <c>openbadgecredential</c> (Open Badges 3.0, 'Baked Badge', PNG) or <c>openbadges</c> (2.0, 'Badge
/// Baking'); the oldest bakers wrote tEXt.
/// </summary>
internal static class PngText
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public const int SignatureBytes = 8;

    public static ReadOnlySpan<byte> Keyword => "openbadgecredential"u8;

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    /// <param name="chunk">With its length, type and CRC.</param>
    public static ReadOnlySpan<byte> TypeOf(ReadOnlySpan<byte> chunk) => chunk.Slice(4, 4);

    public static bool HoldsCredential(ReadOnlySpan<byte> chunk)
    {
        var data = chunk[8..^4];
        return (TypeOf(chunk).SequenceEqual("iTXt"u8) || TypeOf(chunk).SequenceEqual("tEXt"u8))
            && data.IndexOf((byte)0) is var end and > 0 && (data[..end].SequenceEqual(Keyword) || data[..end].SequenceEqual("openbadges"u8));
    }

    private static bool IsOfVersion3(ReadOnlySpan<byte> chunk) => chunk[8..].StartsWith("openbadgecredential\0"u8);

    /// <exception cref="FormatException">No credential is in it, or more than one, or the chunks are broken.</exception>
    public static string Credential(ReadOnlySpan<byte> png)
    {
        string? found = null, older = null;
        var at = Signature.Length;
        while (at + 12 <= png.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12)
                throw new FormatException("The PNG picture is cut off.");
            var chunk = png.Slice(at, 12 + (int)length);
            if (HoldsCredential(chunk))
            {
                var text = chunk[8..^4][(chunk[8..].IndexOf((byte)0) + 1)..];
                if (IsOfVersion3(chunk))
                    found = Only(found, text, TypeOf(chunk));
                else
                    older = Only(older, text, TypeOf(chunk));
            }

            if (TypeOf(chunk).SequenceEqual("IEND"u8))
                break;
            at += chunk.Length;
        }

        // Some issuers bake both versions into one picture.
        return found ?? older ?? throw new FormatException("The PNG picture has no credential in it: a screenshot or a copy made by another program loses it. Download the badge anew, or use its link.");
    }

    private static string Only(string? before, ReadOnlySpan<byte> data, ReadOnlySpan<byte> type) =>
        before is null ? TextOf(data, type[0] == (byte)'i') : throw new FormatException("The PNG picture has more than one credential in it.");

    /// <summary>PNG specification, 11.3.3.4: compression flag, method, language tag, translated keyword, text.</summary>
    private static string TextOf(ReadOnlySpan<byte> data, bool isInternational)
    {
        if (!isInternational)
            return Encoding.Latin1.GetString(data);
        if (data.Length < 4)
            throw new FormatException("The PNG picture's text is cut off.");
        var isCompressed = data[0] == 1;
        var rest = data[2..];
        for (var skipped = 0; skipped < 2; skipped++)
        {
            var end = rest.IndexOf((byte)0);
            if (end < 0)
                throw new FormatException("The PNG picture's text is cut off.");
            rest = rest[(end + 1)..];
        }

        return Encoding.UTF8.GetString(isCompressed ? Expansion.OfZlib(rest.ToArray(), CredentialFile.MostCharacters) : rest.ToArray());
    }
}
