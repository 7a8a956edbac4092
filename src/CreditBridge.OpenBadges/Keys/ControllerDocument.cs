using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>What an issuer publishes about its keys: a DID document, a controlled identifier document, or an issuer profile with keys in it.</summary>
internal sealed class ControllerDocument(JsonElement json)
{
    public string? Id { get; } = json.Text("id");

    public string? KeySetAddress => json.Text("jwks_uri");

    /// <summary>It is itself a verification method, published at an address of its own.</summary>
    public bool IsMethod => json.Text("publicKeyMultibase") is not null || json.First("publicKeyJwk") is not null;

    public Method AsMethod => MethodOf(json);

    public IEnumerable<string> AssertionAddresses => json.Items("assertionMethod").Select(JsonParts.IdOf).OfType<string>();

    /// <summary>Methods the issuer lets speak for it in assertions, as the W3C's 'Controlled Identifiers' section 2.3.2 defines them.</summary>
    public IEnumerable<Method> AssertionMethods => json.Items("assertionMethod").Select(entry => entry.ValueKind == JsonValueKind.String
        ? json.Items("verificationMethod").Cast<JsonElement?>().FirstOrDefault(method => Absolute(method!.Value.Text("id")) == Absolute(entry.GetString()))
        : entry).OfType<JsonElement>().Select(MethodOf);

    /// <summary>All methods it lists, for whatever purpose.</summary>
    public IEnumerable<Method> Methods => json.Items("verificationMethod").Concat(json.Items("authentication")).Concat(json.Items("assertionMethod"))
        .Where(entry => entry.ValueKind == JsonValueKind.Object).Select(MethodOf);

    /// <summary>Addresses an Open Badges 2.0 profile names as its keys.</summary>
    public IEnumerable<string> PublicKeyAddresses => json.Items("publicKey").Concat(json.Items("verificationMethod")).Concat(json.Items("assertionMethod"))
        .Select(JsonParts.IdOf).OfType<string>();

    public IEnumerable<JsonElement> KeySet => json.Items("keys");

    /// <param name="Id">Absolute.</param>
    public sealed record Method(string? Id, string? Controller, JsonElement Json)
    {
        /// <exception cref="FormatException">It holds no key that is known here.</exception>
        public VerificationKey Key => Json switch
        {
            _ when Json.Text("revoked") is { } day => throw new FormatException($"The key was withdrawn on {Shortened.Of(day)}."),
            _ when Json.Text("publicKeyMultibase") is { } multibase => Multikey.Read(multibase),
            _ when Json.First("publicKeyJwk") is { } jwk => JsonWebKey.Read(jwk),
            _ when Json.Text("publicKeyPem") is { } pem => JsonWebKey.ReadPem(pem),
            _ when Json.Text("publicKeyBase58") is { Length: < 100 } base58 && Json.HasType("Ed25519VerificationKey2018") => Ed25519(base58),
            _ => throw new FormatException("The method holds no key that is known here."),
        };

        private static VerificationKey Ed25519(string base58) => Multikey.Multibase("z" + base58) is { Length: 32 } key
            ? new VerificationKey(KeyKind.Ed25519, key)
            : throw new FormatException("The Ed25519 key has not 32 bytes.");
    }

    /// <summary>The keys of methods that can be read here; a key of another kind beside them is nobody's harm.</summary>
    public static IEnumerable<VerificationKey> ReadableKeys(IEnumerable<Method> methods)
    {
        foreach (var method in methods)
        {
            VerificationKey key;
            try
            {
                key = method.Key;
            }
            catch (FormatException)
            {
                continue;
            }

            yield return key;
        }
    }

    private Method MethodOf(JsonElement entry) => new(Absolute(entry.Text("id")), entry.Text("controller") ?? Id, entry);

    private string? Absolute(string? id) => id is not null && id.StartsWith('#') ? Id + id : id;
}
