namespace CreditBridge.OpenBadges;

/// <summary>Checks the signature of a compact JWS. The issuer's key is chosen first; then the algorithm must be one that such a key is used with (RFC 8725, 3.1).</summary>
internal sealed class JwtCheck(KeyResolver keys)
{
    private const string What = "Signature";

    public async Task CheckAsync(CompactJws token, string issuer, CheckLog log, CancellationToken cancellation)
    {
        var how = $"JWT, {Shortened.Of(token.Algorithm)}";
        if (token.Algorithm is not ("EdDSA" or "Ed25519" or "ES256" or "ES384" or "RS256" or "RS384" or "RS512" or "PS256" or "PS384" or "PS512"))
        {
            log.Failed(What, how, Reasons.AlgorithmRefused, token.Algorithm is "none" or ""
                ? "The token is not signed at all."
                : $"The token is signed by {Shortened.Of(token.Algorithm)}, which no issuer's public key verifies.");
            return;
        }

        try
        {
            Judge(token, await AnswerAsync(token, issuer, cancellation), how, log);
        }
        catch (FormatException problem)
        {
            log.Unknown(What, how, Reasons.KeyUnreadable, problem.Message);
        }
    }

    /// <summary>Judges a token by an answer about keys that the caller has found in another way (Open Badges 2.0).</summary>
    public static void Judge(CompactJws token, KeyAnswer answer, string how, CheckLog log)
    {
        switch (answer)
        {
            case var _ when token.Header.TryGetProperty("crit", out _):
                log.Failed(What, how, Reasons.AlgorithmRefused, "The token demands a way of checking that this verifier does not know, and such a token is to be refused (RFC 7515, 4.1.11).");
                break;
            case KeyAnswer.None none:
                log.Unknown(What, how, none.Reason, none.Sentence);
                break;
            case KeyAnswer.Bound bound when !bound.Keys.Any(key => key.Allows(token.Algorithm)):
                log.Failed(What, how, Reasons.AlgorithmRefused, $"The issuer's key is {bound.Keys[0].Kind}; {token.Algorithm} is not used with it.");
                break;
            case KeyAnswer.Bound bound when bound.Keys.Any(key => key.VerifyJws(token.Algorithm, token.SigningInput, token.Signature)):
                log.Passed(What, how, $"The signature is good. {bound.Sentence}");
                break;
            case KeyAnswer.NotBound other when !other.Key.Allows(token.Algorithm):
                log.Failed(What, how, Reasons.AlgorithmRefused, $"The key is {other.Key.Kind}; {token.Algorithm} is not used with it.");
                break;
            case KeyAnswer.NotBound other when other.Key.VerifyJws(token.Algorithm, token.SigningInput, token.Signature):
                foreach (var check in other.ChecksOf(What, how, log.Now))
                    log.Add(check.What, check.How, check.Result, check.Reason, check.Sentence);
                break;
            default:
                log.Failed(What, how, Reasons.BadSignature, "The signature does not fit the content: it was changed after it was signed, or somebody else signed it.");
                break;
        }
    }

    private async Task<KeyAnswer> AnswerAsync(CompactJws token, string issuer, CancellationToken cancellation)
    {
        var keyId = token.Header.Text("kid");
        var isAddress = keyId is not null && (keyId.StartsWith("https://", StringComparison.Ordinal) || keyId.StartsWith("http://", StringComparison.Ordinal));
        if (keyId is not null && (keyId.StartsWith("did:", StringComparison.Ordinal) || (isAddress && keyId.Contains('#', StringComparison.Ordinal))))
            return await keys.OfMethodAsync(keyId, issuer, cancellation);
        var answer = isAddress ? await keys.OfKeyAddressAsync(keyId!, issuer, cancellation) : await keys.OfIssuerAsync(issuer, keyId, token.Algorithm, cancellation);
        if (token.Header.First("jwk") is not { } jwk)
            return answer;
        // The key that the token brings along shows whether the content was changed, and nothing about who signed it, unless the issuer publishes the same.
        var carried = JsonWebKey.Read(jwk);
        return answer switch
        {
            KeyAnswer.Bound bound when bound.Keys.Any(carried.IsSameAs) => bound,
            KeyAnswer.Bound when keyId is not null => answer,
            KeyAnswer.Bound => new KeyAnswer.NotBound(carried, Reasons.KeyNotBound, "The token brings its own key, which is none of those that the issuer publishes."),
            KeyAnswer.None none => new KeyAnswer.NotBound(carried, none.Reason == Reasons.KeyUnreachable ? none.Reason : Reasons.KeyNotBound, $"The token brings its own key. {none.Sentence}"),
            _ => answer,
        };
    }
}
