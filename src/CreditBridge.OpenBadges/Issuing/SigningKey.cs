using System.Security.Cryptography;
using NSec.Cryptography;

namespace CreditBridge.OpenBadges;

/// <summary>An Ed25519 key pair of an issuer.</summary>
public sealed class SigningKey : IDisposable
{
    public const int SeedBytes = 32;

    private readonly Key _key;

    /// <param name="method">Absolute: the issuer's id, '#', and the key's name, as verifiers look it up.</param>
    /// <param name="seed">The private key as RFC 8032 has it; the caller may clear it afterwards.</param>
    /// <exception cref="FormatException">The seed has not 32 bytes, or the method names no key.</exception>
    public SigningKey(string method, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedBytes)
            throw new FormatException($"An Ed25519 key has {SeedBytes} bytes, this one {seed.Length}.");
        if (method.IndexOf('#', StringComparison.Ordinal) is var hash && (hash <= 0 || hash == method.Length - 1))
            throw new FormatException($"'{method}' names no key of an issuer.");
        _key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        Published = new PublishedKey(method, _key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    public PublishedKey Published { get; }

    public string Method => Published.Method;

    /// <summary>A new private key, for the caller to keep.</summary>
    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(SeedBytes);

    public void Dispose() => _key.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> data) => SignatureAlgorithm.Ed25519.Sign(_key, data);
}
