using System.Security.Cryptography;
using NSec.Cryptography;

namespace CreditBridge.OpenBadges;

/// <summary>A public key that somebody signs with. Its kind decides which algorithms it may be used with, never the signed document.</summary>
/// <param name="Raw">Ed25519: the 32 bytes; curves and RSA: SubjectPublicKeyInfo.</param>
internal sealed record VerificationKey(KeyKind Kind, byte[] Raw)
{
    /// <summary>RS256 is the least that is taken; NIST SP 800-131A allows no shorter RSA keys.</summary>
    private const int LeastRsaBits = 2048;

    /// <summary>What a JWS header may say beside this key (RFC 7518, section 3.1; RFC 8037).</summary>
    public bool Allows(string algorithm) => Kind switch
    {
        KeyKind.Ed25519 => algorithm is "EdDSA" or "Ed25519",
        KeyKind.P256 => algorithm is "ES256",
        KeyKind.P384 => algorithm is "ES384",
        _ => algorithm is "RS256" or "RS384" or "RS512" or "PS256" or "PS384" or "PS512",
    };

    /// <summary>Same key, however it was written.</summary>
    public bool IsSameAs(VerificationKey other) => Kind == other.Kind && Raw.AsSpan().SequenceEqual(other.Raw);

    /// <param name="hash">Ed25519 hashes for itself and takes no notice of it.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash, RSASignaturePadding? padding = null)
    {
        try
        {
            switch (Kind)
            {
                case KeyKind.Ed25519:
                    return signature.Length == 64 && SignatureAlgorithm.Ed25519.Verify(PublicKey.Import(SignatureAlgorithm.Ed25519, Raw, KeyBlobFormat.RawPublicKey), data, signature);
                case KeyKind.P256 or KeyKind.P384:
                    using (var curve = ECDsa.Create())
                    {
                        curve.ImportSubjectPublicKeyInfo(Raw, out _);
                        return curve.VerifyData(data, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
                    }

                default:
                    using (var rsa = RSA.Create())
                    {
                        rsa.ImportSubjectPublicKeyInfo(Raw, out _);
                        return rsa.VerifyData(data, signature, hash, padding ?? RSASignaturePadding.Pkcs1);
                    }
            }
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The signature of a compact JWS over its first two parts.</summary>
    public bool VerifyJws(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature) => Allows(algorithm) && Verify(
        signingInput,
        signature,
        algorithm[^3..] switch { "384" => HashAlgorithmName.SHA384, "512" => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 },
        algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

    /// <exception cref="FormatException">The key is too short, or its numbers are no key.</exception>
    public static VerificationKey OfRsa(RSA rsa) => rsa.KeySize >= LeastRsaBits
        ? new(KeyKind.Rsa, rsa.ExportSubjectPublicKeyInfo())
        : throw new FormatException($"The RSA key has {rsa.KeySize} bits; at least {LeastRsaBits} are asked for.");
}
