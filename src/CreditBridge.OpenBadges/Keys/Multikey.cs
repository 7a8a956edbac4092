using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X9;

namespace CreditBridge.OpenBadges;

/// <summary>Keys written as multibase text (W3C Controlled Identifiers, 'Multikey'; the code table of multicodec).</summary>
internal static class Multikey
{
    private static readonly byte[] Ed25519Prefix = [0xed, 0x01];
    private static readonly byte[] P256Prefix = [0x80, 0x24];
    private static readonly byte[] P384Prefix = [0x81, 0x24];

    /// <exception cref="FormatException">It is no key of a kind that is known here.</exception>
    public static VerificationKey Read(string text)
    {
        var bytes = Multibase(text);
        ReadOnlySpan<byte> prefix = bytes.AsSpan(0, Math.Min(2, bytes.Length));
        var key = bytes[Math.Min(2, bytes.Length)..];
        if (prefix.SequenceEqual(Ed25519Prefix) && key.Length == 32)
            return new VerificationKey(KeyKind.Ed25519, key);
        if (prefix.SequenceEqual(P256Prefix))
            return Curve("P-256", KeyKind.P256, ECCurve.NamedCurves.nistP256, key);
        return prefix.SequenceEqual(P384Prefix)
            ? Curve("P-384", KeyKind.P384, ECCurve.NamedCurves.nistP384, key)
            : throw new FormatException("The key is neither Ed25519 nor P-256 nor P-384.");
    }

    public static string OfEd25519(ReadOnlySpan<byte> key) => Base58([.. Ed25519Prefix, .. key]);

    /// <summary>Multibase text in base58btc.</summary>
    public static string Base58(ReadOnlySpan<byte> bytes) => "z" + SimpleBase.Base58.Bitcoin.Encode(bytes);

    /// <summary>base58btc ('z') and base64url without padding ('u'): the two that the data integrity specifications use.</summary>
    /// <exception cref="FormatException">It is written in another base, or not well.</exception>
    public static byte[] Multibase(string text)
    {
        // A key or signature is short; base58 costs the square of its length.
        if (text.Length is < 2 or > 1_000)
            throw new FormatException("A multibase text is empty or far too long.");
        try
        {
            return text[0] switch
            {
                'z' => SimpleBase.Base58.Bitcoin.Decode(text.AsSpan(1)),
                'u' => Base64Text.Decode(text[1..]),
                _ => throw new FormatException($"The multibase prefix '{text[0]}' is not known here."),
            };
        }
        catch (ArgumentException problem)
        {
            throw new FormatException("A multibase text is not well formed.", problem);
        }
    }

    /// <summary>.NET takes no compressed point, so it is decompressed first.</summary>
    private static VerificationKey Curve(string name, KeyKind kind, ECCurve curve, byte[] compressed)
    {
        try
        {
            var point = ECNamedCurveTable.GetByName(name).Curve.DecodePoint(compressed).Normalize();
            return OfPoint(kind, curve, point.AffineXCoord.GetEncoded(), point.AffineYCoord.GetEncoded());
        }
        catch (Exception problem) when (problem is ArgumentException or ArithmeticException or InvalidOperationException)
        {
            throw new FormatException($"The key is no point of {name}.", problem);
        }
    }

    /// <exception cref="FormatException">The point is not on the curve.</exception>
    public static VerificationKey OfPoint(KeyKind kind, ECCurve curve, byte[] x, byte[] y)
    {
        try
        {
            using var key = ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } });
            return new VerificationKey(kind, key.ExportSubjectPublicKeyInfo());
        }
        catch (CryptographicException problem)
        {
            throw new FormatException("The key is no point of its curve.", problem);
        }
    }
}
