using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>
/// Checks Data Integrity proofs (W3C VC Data Integrity 1.0) and the older Ed25519Signature2020. A wrong signature fails the credential whatever stands beside it; one good
/// signature by a key of the issuer is enough; anything else is not known.
/// </summary>
internal sealed class ProofCheck(JsonLdCanonicalizer canonicalizer, KeyResolver keys)
{
    private const string What = "Signature";
    private const int MostProofs = 8;

    public async Task CheckAsync(JsonElement credential, string issuer, CheckLog log, CancellationToken cancellation)
    {
        var proofs = credential.Items("proof").ToList();
        if (proofs.Count is 0 or > MostProofs)
        {
            log.Failed(What, "looked for a proof", proofs.Count == 0 ? Reasons.NoProof : Reasons.TooComplex, proofs.Count == 0 ? "The credential carries no signature." : $"The credential carries {proofs.Count} signatures.");
            return;
        }

        var forms = new Dictionary<string, string>();
        var outcomes = new List<Check>();
        foreach (var proof in proofs)
            outcomes.AddRange(await OneAsync(credential, proof, issuer, forms, log.Now, cancellation));
        // Proofs in a chain sign one another: none of them can be taken alone.
        var isGood = outcomes.Exists(outcome => outcome.Result == CheckResult.Passed) && !proofs.Exists(proof => proof.First("previousProof") is not null);
        foreach (var outcome in outcomes)
            log.Add(outcome.What, outcome.How, isGood && outcome.Result == CheckResult.Unknown ? CheckResult.Warning : outcome.Result, outcome.Reason, outcome.Sentence);
    }

    private async Task<IEnumerable<Check>> OneAsync(JsonElement credential, JsonElement proof, string issuer, Dictionary<string, string> forms, DateTime now, CancellationToken cancellation)
    {
        var suite = proof.Text("type") is "DataIntegrityProof" ? proof.Text("cryptosuite") ?? "" : proof.Text("type") ?? "";
        Check[] Failed(string reason, string sentence) => [new(What, suite, now, CheckResult.Failed, reason, sentence)];
        Check[] Unknown(string reason, string sentence) => [new(What, suite, now, CheckResult.Unknown, reason, sentence)];
        if (suite is not ("eddsa-rdfc-2022" or "Ed25519Signature2020" or "ecdsa-rdfc-2019" or "eddsa-jcs-2022" or "ecdsa-jcs-2019"))
            return Unknown(Reasons.UnsupportedSuite, $"Signed by '{Shortened.Of(suite)}', which this verifier does not know.");
        if (proof.First("previousProof") is not null)
            return Unknown(Reasons.UnsupportedSuite, "The proof stands in a chain of proofs, which this verifier does not follow.");
        if (proof.Text("proofPurpose") != "assertionMethod")
            return Failed(Reasons.ProofPurpose, $"The proof was made for '{Shortened.Of(proof.Text("proofPurpose") ?? "nothing")}', not to assert a credential.");
        try
        {
            if (Instant.Of(proof, "expires") is { } expires && expires <= now)
                return Failed(Reasons.ProofExpired, $"The proof was good until {expires:yyyy-MM-dd}.");
            _ = Instant.Of(proof, "created");
            if (proof.IdOf("verificationMethod") is not { } method)
                return Failed(Reasons.Malformed, "The proof names no key.");
            var answer = await keys.OfMethodAsync(method, issuer, cancellation);
            var key = answer switch { KeyAnswer.Bound bound => bound.Keys[0], KeyAnswer.NotBound other => other.Key, _ => null };
            if (key is null)
                return answer is KeyAnswer.None none ? Unknown(none.Reason, none.Sentence) : throw new InvalidOperationException("A key answer without a key.");
            if (!Fits(suite, key.Kind))
                return Failed(Reasons.AlgorithmRefused, $"The key is {key.Kind}, which {suite} does not use.");
            var value = Multikey.Multibase(proof.Text("proofValue") ?? throw new FormatException("The proof has no value."));
            if (!key.Verify(await HashedAsync(suite, key.Kind, credential, proof, forms, cancellation), value, HashOf(key.Kind)))
                return Failed(Reasons.BadSignature, "The signature does not fit the content: it was changed after it was signed, or somebody else signed it.");
            return answer switch
            {
                KeyAnswer.Bound bound => [new(What, suite, now, CheckResult.Passed, null, $"The signature is good. {bound.Sentence}")],
                KeyAnswer.NotBound other => other.ChecksOf(What, suite, now),
                _ => throw new InvalidOperationException("A key answer without a key."),
            };
        }
        catch (CanonicalizationException problem)
        {
            return problem.Reason is Reasons.UndefinedTerm or Reasons.Malformed or Reasons.TermNotCompact ? Failed(problem.Reason, problem.Message) : Unknown(problem.Reason, problem.Message);
        }
        catch (FormatException problem)
        {
            return Failed(Reasons.BadSignature, $"The signature cannot be read: {problem.Message}");
        }
    }

    private async Task<byte[]> HashedAsync(string suite, KeyKind kind, JsonElement credential, JsonElement proof, Dictionary<string, string> forms, CancellationToken cancellation)
    {
        byte[] Hash(string text) => kind == KeyKind.P384 ? SHA384.HashData(Encoding.UTF8.GetBytes(text)) : SHA256.HashData(Encoding.UTF8.GetBytes(text));
        if (suite.Contains("-jcs-", StringComparison.Ordinal))
        {
            if (credential.Texts("@context").FirstOrDefault(context => EmbeddedContexts.Find(context) is null) is { } unknown)
                throw new CanonicalizationException(Reasons.UnsupportedContext, $"It uses the vocabulary {Shortened.Of(unknown)}, which this verifier does not have.");
            var (document, options) = ProofForm.ForJcs(credential, proof);
            return [.. Hash(JsonCanonicalization.Of(options)), .. Hash(JsonCanonicalization.Of(document))];
        }

        if (PlainTerms.Problem(credential) is { } problem)
            throw new CanonicalizationException(problem.Reason, problem.Sentence);
        var digest = kind == KeyKind.P384 ? "SHA-384" : "SHA-256";
        if (!forms.TryGetValue(digest, out var form))
            forms[digest] = form = await canonicalizer.CanonicalizeAsync(ProofForm.Unsecured(credential), digest, cancellation);
        return [.. Hash(await canonicalizer.CanonicalizeAsync(ProofForm.Options(credential, proof), digest, cancellation)), .. Hash(form)];
    }

    private static bool Fits(string suite, KeyKind kind) => suite.StartsWith("ecdsa", StringComparison.Ordinal) ? kind is KeyKind.P256 or KeyKind.P384 : kind is KeyKind.Ed25519;

    private static HashAlgorithmName HashOf(KeyKind kind) => kind == KeyKind.P384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
}
