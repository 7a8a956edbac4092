using System.Buffers.Binary;
using System.Text;

namespace CreditBridge.OpenBadges;

/// <summary>Puts a credential into a PNG picture: one iTXt chunk, keyword <c>openbadgecredential</c> (Open Badges 3.0, 'Baked Badge', PNG).</summary>
public static class BakedPng
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (crc, _) => (crc & 1) == 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1))];

    /// <param name="credential">Signed: JSON with its proof, or a compact JWS. One that was baked in before is replaced.</param>
    /// <exception cref="FormatException">It is no PNG picture, or it is cut off.</exception>
    public static byte[] Bake(ReadOnlySpan<byte> png, string credential)
    {
        if (!PngText.IsPng(png))
            throw new FormatException("It is no PNG picture.");
        using var baked = new MemoryStream();
        baked.Write(png[..PngText.SignatureBytes]);
        var at = PngText.SignatureBytes;
        for (var isEnd = false; !isEnd;)
        {
            if (at + 12 > png.Length || BinaryPrimitives.ReadUInt32BigEndian(png[at..]) is var length && length > png.Length - at - 12)
                throw new FormatException("The PNG picture is cut off.");
            var chunk = png.Slice(at, 12 + (int)length);
            isEnd = PngText.TypeOf(chunk).SequenceEqual("IEND"u8);
            // Right before the end: a picture that is cut off shows without it, and never half of it.
            if (isEnd)
                Write(baked, "iTXt"u8, [.. PngText.Keyword, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(credential)]);
            if (!PngText.HoldsCredential(chunk))
                baked.Write(chunk);
            at += chunk.Length;
        }

        return baked.ToArray();
    }

    /// <summary>PNG specification, 5.3: length, type, data, and the CRC over type and data.</summary>
    private static void Write(MemoryStream to, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        to.Write(number);
        to.Write(type);
        to.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. type, .. data]));
        to.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = Table[(crc ^ value) & 0xff] ^ (crc >> 8);
        return ~crc;
    }
}
