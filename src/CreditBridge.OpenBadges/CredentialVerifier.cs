using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>
/// Verifies digital credentials: Open Badges 3.0 and 2.x, CLR 2.0, W3C Verifiable Credentials 2.0 and 1.1. Checks go in the order of Open Badges 3.0, 'Verification':
/// shape, proof, refresh, status, dates, recipient, endorsements. Safe for many threads; one for a process.
/// </summary>
public sealed class CredentialVerifier(JsonLdCanonicalizer canonicalizer, IDocumentSource documents, TimeProvider time)
{
    /// <summary>A record of a whole life of learning has fewer.</summary>
    private const int MostNested = 200;

    /// <summary>For everything one file points to: whoever made it decides how much that is, and how slowly it answers.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly JsonDocuments _documents = new(documents);

    private KeyResolver Keys => new(_documents);

    private ProofCheck Proofs => new(canonicalizer, Keys);

    private JwtCheck Tokens => new(Keys);

    /// <summary>Bad content is never an exception: it is an Invalid with a sentence.</summary>
    /// <param name="recipients">All identities of the person it should be about; empty: the recipient is not checked.</param>
    public async Task<Verification> VerifyAsync(CredentialFile file, IReadOnlyCollection<RecipientIdentity> recipients, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            return await TextAsync(file.Text, recipients, Depth.Whole, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var log = new CheckLog(time);
            log.Unknown("Shape", "followed all that it points to", Reasons.TooComplex, $"It points to so much that it was not read within {Longest.TotalSeconds:0} seconds.");
            return Verification.Of(null, log.Checks);
        }
    }

    /// <summary>What lies at an address: a hosted badge, or a file that can be opened.</summary>
    /// <exception cref="DocumentUnavailableException">Nothing could be had there.</exception>
    /// <exception cref="FormatException">What lies there is no credential.</exception>
    private async Task<CredentialFile> FetchAsync(string address, CancellationToken cancellation) =>
        CredentialFile.Open((await _documents.GetBytesAsync(address, DocumentKind.Credential, cancellation)).Bytes);

    /// <summary>How far to follow what a credential points to: each step happens once.</summary>
    private enum Depth
    {
        Whole,
        Refreshed,
        Inner,
    }

    private async Task<Verification> TextAsync(string text, IReadOnlyCollection<RecipientIdentity> recipients, Depth depth, CancellationToken cancellation)
    {
        var log = new CheckLog(time);
        CredentialClaims? claims = null;
        try
        {
            if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            {
                var file = await FetchAsync(text, cancellation);
                return file.TextKind == FileKind.Address ? throw new FormatException("At its address lies only another address.") : await TextAsync(file.Text, recipients, depth, cancellation);
            }

            var token = text.StartsWith('{') ? null : CompactJws.Read(text);
            var json = token?.Payload ?? StrictJson.Parse(text);
            if (AssertionReader.IsAssertion(json))
            {
                claims = AssertionReader.Read(json);
                claims = await new AssertionCheck(_documents, Keys).CheckAsync(json, token, log, cancellation);
                DateCheck.Check(claims, log);
                RecipientCheck.Check(claims, recipients, log);
                return Verification.Of(claims, log.Checks);
            }

            var credential = token is null ? json : JwtCredential.Of(json);
            claims = CredentialReader.Read(credential);
            log.Passed("Shape", "read", $"It is {Named(claims.Standard)}.");
            return await CredentialAsync(credential, claims, token, recipients, depth, log, cancellation);
        }
        catch (DocumentUnavailableException problem)
        {
            if (problem.IsGone)
                log.Failed("Status", "asked for it at its address", Reasons.Revoked, "Its issuer says it is gone (410): that is how a hosted badge is revoked.");
            else
                log.Unknown("Shape", "asked for it at its address", Reasons.HostedUnreachable, problem.Message);
        }
        catch (FormatException problem)
        {
            log.Failed("Shape", "read", Reasons.Malformed, problem.Message);
        }

        return Verification.Of(claims, log.Checks);
    }

    private async Task<Verification> CredentialAsync(
        JsonElement credential, CredentialClaims claims, CompactJws? token, IReadOnlyCollection<RecipientIdentity> recipients, Depth depth, CheckLog log, CancellationToken cancellation)
    {
        if (token is null)
            await Proofs.CheckAsync(credential, claims.IssuerId, log, cancellation);
        else if (JwtCredential.Difference(token.Payload, credential) is { } difference)
            log.Failed("Signature", "compared token and credential", Reasons.ClaimsDiffer, difference);
        else
            await Tokens.CheckAsync(token, claims.IssuerId, log, cancellation);

        var isSigned = log.Checks.Any(check => check is { What: "Signature", Result: CheckResult.Passed }) && !log.HasFailed;
        if (isSigned && depth == Depth.Whole && await RefreshedAsync(credential, claims, recipients, log, cancellation) is { } refreshed)
            return refreshed;
        if (!log.HasFailed)
            await new StatusCheck(_documents, Proofs, Tokens, time).CheckAsync(credential, claims.IssuerId, log, cancellation);
        DateCheck.Check(claims, log);
        RecipientCheck.Check(claims, recipients, log);
        if (depth != Depth.Inner)
            await EndorsementsAsync(credential, log, cancellation);
        var nested = depth == Depth.Inner ? [] : await NestedAsync(claims, recipients, cancellation);
        if (nested.Count(inner => inner is not Verification.Valid) is var doubtful and > 0)
            log.Warning("Inside", "verified each credential inside alone", Reasons.NestedNotValid, $"{doubtful} of the {nested.Count} credentials inside are not shown to be valid; each is judged alone.");
        if (claims.Nested.Count > MostNested && depth != Depth.Inner)
            log.Unknown("Inside", "counted", Reasons.TooComplex, $"It holds {claims.Nested.Count} credentials; the first {MostNested} were read.");
        return Verification.Of(claims, log.Checks, nested);
    }

    /// <summary>A newer form of the same credential by the same issuer takes its place; what cannot be had leaves it as it is (1EdTechCredentialRefresh).</summary>
    private async Task<Verification?> RefreshedAsync(JsonElement credential, CredentialClaims claims, IReadOnlyCollection<RecipientIdentity> recipients, CheckLog log, CancellationToken cancellation)
    {
        if (credential.First("refreshService") is not { } service || service.Text("type") != "1EdTechCredentialRefresh" || service.Text("id") is not { } address)
            return null;
        const string What = "Refresh";
        try
        {
            var newer = await TextAsync((await FetchAsync(address, cancellation)).Text, recipients, Depth.Refreshed, cancellation);
            if (newer.Claims?.CanonicalId is { } id && id == claims.CanonicalId && newer.Checks.Any(check => check is { What: "Signature", Result: CheckResult.Passed }))
            {
                var check = new Check(What, address, log.Now, CheckResult.Passed, null, "Its issuer gives a newer form of it, which is judged here.");
                return Verification.Of(newer.Claims, [.. newer.Checks, check], newer.Nested);
            }

            log.Warning(What, address, Reasons.RefreshUnreachable, "What its issuer gives as its newer form is not the same credential, so it is judged as it came.");
        }
        catch (Exception problem) when (problem is DocumentUnavailableException or FormatException)
        {
            log.Warning(What, address, Reasons.RefreshUnreachable, $"A newer form of it could not be had, so it is judged as it came: {problem.Message}");
        }

        return null;
    }

    private async Task<IReadOnlyList<Verification>> NestedAsync(CredentialClaims claims, IReadOnlyCollection<RecipientIdentity> recipients, CancellationToken cancellation)
    {
        var nested = new List<Verification>();
        foreach (var text in claims.Nested.Take(MostNested))
            nested.Add(await TextAsync(text, recipients, Depth.Inner, cancellation));
        return nested;
    }

    /// <summary>Endorsements are others' opinions: one that is not verified is told, and changes nothing.</summary>
    private async Task EndorsementsAsync(JsonElement credential, CheckLog log, CancellationToken cancellation)
    {
        foreach (var endorsement in credential.Items("endorsement").Select(item => item.GetRawText()).Concat(credential.Texts("endorsementJwt")).Take(MostNested / 10))
        {
            var verified = await TextAsync(endorsement, [], Depth.Inner, cancellation);
            var by = Shortened.Of(verified.Claims?.IssuerName ?? verified.Claims?.IssuerId ?? "somebody unnamed");
            if (verified is Verification.Valid)
                log.Passed("Endorsement", "verified like a credential", $"{by} endorses it.");
            else
                log.Warning("Endorsement", "verified like a credential", Reasons.EndorsementUnverified, $"An endorsement by {by} could not be verified: {verified.Checks.FirstOrDefault(check => check.Reason is not null)?.Sentence}");
        }
    }

    private static string Named(CredentialStandard standard) => standard switch
    {
        CredentialStandard.OpenBadges3 => "an Open Badges 3.0 credential",
        CredentialStandard.ComprehensiveLearnerRecord2 => "a Comprehensive Learner Record 2.0",
        CredentialStandard.OpenBadges2 => "an Open Badges 2.0 assertion",
        _ => "a verifiable credential",
    };
}
