using System.Text.Json.Nodes;

namespace CreditBridge.OpenBadges;

/// <summary>The public half of an issuer's Ed25519 key, as the issuer's own documents list it.</summary>
/// <param name="Method">Absolute: the issuer's id, '#', and the key's name, as verifiers look it up.</param>
/// <param name="PublicKey">32 bytes.</param>
public sealed record PublishedKey(string Method, ReadOnlyMemory<byte> PublicKey)
{
    /// <summary>The issuer's id.</summary>
    public string Controller => Method[..Method.IndexOf('#', StringComparison.Ordinal)];

    /// <summary>The method's fragment; a JWK's <c>kid</c>.</summary>
    public string Name => Method[(Method.IndexOf('#', StringComparison.Ordinal) + 1)..];

    /// <summary>W3C Controlled Identifiers, 'Multikey': base58btc text of the key with its kind in front.</summary>
    public string Multibase => Multikey.OfEd25519(PublicKey.Span);

    /// <param name="multibase">As <see cref="Multibase"/> writes it.</param>
    /// <exception cref="FormatException">It is no Ed25519 key.</exception>
    public static PublishedKey Of(string method, string multibase) => Multikey.Read(multibase) is { Kind: KeyKind.Ed25519 } key
        ? new(method, key.Raw)
        : throw new FormatException($"The key {method} is not Ed25519.");

    internal JsonObject ToMultikey() => new()
    {
        ["id"] = Method,
        ["type"] = "Multikey",
        ["controller"] = Controller,
        ["publicKeyMultibase"] = Multibase,
    };

    /// <summary>RFC 8037, section 2; the public half.</summary>
    internal JsonObject ToJsonWebKey() => new()
    {
        ["kty"] = "OKP",
        ["crv"] = "Ed25519",
        ["x"] = Base64Text.Encode(PublicKey.Span),
        ["kid"] = Name,
        ["alg"] = "EdDSA",
        ["use"] = "sig",
    };
}
