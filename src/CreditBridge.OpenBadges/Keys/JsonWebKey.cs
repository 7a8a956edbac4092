using System.Security.Cryptography;
using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>Keys written as JSON Web Keys (RFC 7517, RFC 8037) and as PEM.</summary>
internal static class JsonWebKey
{
    /// <exception cref="FormatException">It is no public key of a kind that is known here, or it gives away its private half.</exception>
    public static VerificationKey Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object)
            throw new FormatException("A JSON Web Key is an object.");
        if (key.Text("d") is not null)
            throw new FormatException("The key is published with its private half: anybody can sign with it.");
        return (key.Text("kty"), key.Text("crv")) switch
        {
            ("OKP", "Ed25519") when Part(key, "x") is { Length: 32 } x => new VerificationKey(KeyKind.Ed25519, x),
            ("EC", "P-256") => Multikey.OfPoint(KeyKind.P256, ECCurve.NamedCurves.nistP256, Part(key, "x"), Part(key, "y")),
            ("EC", "P-384") => Multikey.OfPoint(KeyKind.P384, ECCurve.NamedCurves.nistP384, Part(key, "x"), Part(key, "y")),
            ("RSA", _) => Rsa(rsa => rsa.ImportParameters(new RSAParameters { Modulus = Part(key, "n"), Exponent = Part(key, "e") })),
            var (kind, curve) => throw new FormatException($"The key is {kind ?? "of no kind"} {curve}, which is not known here."),
        };
    }

    /// <exception cref="FormatException">It is no public key.</exception>
    public static VerificationKey ReadPem(string pem) => pem.Contains("PRIVATE KEY", StringComparison.Ordinal)
        ? throw new FormatException("The key is published with its private half: anybody can sign with it.")
        : Rsa(rsa => rsa.ImportFromPem(pem));

    private static VerificationKey Rsa(Action<RSA> import)
    {
        try
        {
            using var rsa = RSA.Create();
            import(rsa);
            return VerificationKey.OfRsa(rsa);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            throw new FormatException("The RSA key cannot be read.", problem);
        }
    }

    private static byte[] Part(JsonElement key, string name) => Base64Text.Decode(key.Text(name) ?? throw new FormatException($"The key has no '{name}'."));
}
