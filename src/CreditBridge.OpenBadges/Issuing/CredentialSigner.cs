using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CreditBridge.OpenBadges;

/// <summary>
/// Signs credentials: with a Data Integrity proof (eddsa-rdfc-2022, W3C vc-di-eddsa 3.2) in the JSON itself, or as a VC-JWT around it. Safe for many threads.
/// </summary>
public sealed class CredentialSigner(JsonLdCanonicalizer canonicalizer)
{
    /// <param name="credential">Complete but for its proof; its contexts must be among the embedded ones, its terms among theirs.</param>
    /// <param name="at">UTC; told to the second.</param>
    /// <returns>The credential as JSON text with its proof.</returns>
    /// <exception cref="CanonicalizationException">A context or a term is not known, so a signature would not cover what it says.</exception>
    public async Task<string> SignAsync(JsonObject credential, SigningKey key, DateTime at, CancellationToken cancellation = default)
    {
        var document = StrictJson.Parse(credential.ToJsonString());
        if (document.First("proof") is not null)
            throw new ArgumentException("The credential is signed already.", nameof(credential));
        if (PlainTerms.Problem(document) is { } problem)
            throw new CanonicalizationException(problem.Reason, problem.Sentence);
        var proof = new JsonObject
        {
            ["type"] = "DataIntegrityProof",
            ["cryptosuite"] = "eddsa-rdfc-2022",
            ["created"] = Instant.Text(at),
            ["verificationMethod"] = key.Method,
            ["proofPurpose"] = "assertionMethod",
        };
        var options = await HashAsync(ProofForm.Options(document, StrictJson.Parse(proof.ToJsonString())), cancellation);
        proof["proofValue"] = Multikey.Base58(key.Sign([.. options, .. await HashAsync(ProofForm.Unsecured(document), cancellation)]));
        var signed = JsonObject.Create(document)!.DeepClone().AsObject();
        signed["proof"] = proof;
        return signed.ToJsonString();
    }

    /// <summary>The members of the credential beside the registered claims that repeat them (Open Badges 3.0, section 8.2), typed as W3C VC-JOSE-COSE has it.</summary>
    /// <returns>A compact JWS, signed with EdDSA.</returns>
    public static string SignJwt(JsonObject credential, SigningKey key)
    {
        var document = StrictJson.Parse(credential.ToJsonString());
        var payload = JsonObject.Create(document)!.DeepClone().AsObject();
        payload["iss"] = document.IdOf("issuer") ?? throw new ArgumentException("The credential has no issuer.", nameof(credential));
        Add(payload, "jti", document.Text("id"));
        Add(payload, "sub", document.First("credentialSubject")?.Text("id"));
        Add(payload, "nbf", Seconds(document, "validFrom"));
        Add(payload, "exp", Seconds(document, "validUntil"));
        var header = new JsonObject { ["alg"] = "EdDSA", ["typ"] = "vc+jwt", ["kid"] = key.Method };
        var input = $"{Part(header)}.{Part(payload)}";
        return $"{input}.{Base64Text.Encode(key.Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private async Task<byte[]> HashAsync(string json, CancellationToken cancellation) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(await canonicalizer.CanonicalizeAsync(json, "SHA-256", cancellation)));

    private static string Part(JsonObject part) => Base64Text.Encode(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static void Add(JsonObject payload, string claim, JsonNode? value)
    {
        if (value is not null)
            payload[claim] = value;
    }

    /// <summary>NumericDate (RFC 7519, section 2).</summary>
    private static JsonNode? Seconds(JsonElement credential, string name) =>
        Instant.Of(credential, name) is { } instant ? (long)Math.Floor((instant - DateTime.UnixEpoch).TotalSeconds) : null;
}
