using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>
/// Checks an Open Badges 2.0 assertion: its badge and issuer are read from where they lie; a hosted one must lie at its own address, on the issuer's ground; a signed one must be
/// signed by a key that the issuer's profile names (Open Badges 2.0, 'Verification').
/// </summary>
internal sealed class AssertionCheck(JsonDocuments documents, KeyResolver keys)
{
    private const string What = "Signature";
    private const string Status = "Status";
    private static readonly string[] Compared = ["id", "recipient", "badge", "issuedOn", "expires", "verification", "verify"];

    /// <param name="token">For a signed one.</param>
    /// <returns>What it says, with badge and issuer read.</returns>
    /// <exception cref="FormatException">A part is missing or wrong.</exception>
    public async Task<CredentialClaims> CheckAsync(JsonElement assertion, CompactJws? token, CheckLog log, CancellationToken cancellation)
    {
        var claims = AssertionReader.Read(assertion);
        var way = assertion.First("verification") ?? assertion.First("verify");
        if (token is null && way?.Text("type") is not ("hosted" or "HostedBadge"))
        {
            log.Failed(What, "looked how to verify it", Reasons.NoProof, "It says that it is signed, but it came without its signature.");
            return claims;
        }

        // Of a hosted one only what lies at its address is read on: the file may have been changed where the comparison does not look.
        var truth = token is null ? await HostedAsync(assertion, log, cancellation) : assertion;
        try
        {
            var badge = AssertionReader.Embedded(truth, "badge") ?? await ReadAsync(truth.IdOf("badge")!, cancellation);
            var issuerId = badge.IdOf("issuer") ?? throw new FormatException("The badge names no issuer.");
            // Never the profile that a badge brings along: it could name any ground or key as the issuer's.
            var issuer = await ReadAsync(issuerId, cancellation);
            claims = AssertionReader.Read(truth, badge, issuer);
            log.Passed("Badge", "read badge and issuer from their addresses", $"It is '{Shortened.Of(claims.Name ?? "")}' of {Shortened.Of(claims.IssuerName ?? issuerId)}.");
            if (token is not null)
                await SignedAsync(assertion, token, way, issuer, issuerId, log, cancellation);
            else if (!IsOnGroundOf(issuer, issuerId, truth.Text("id")!))
                log.Failed(What, "compared its address with its issuer's", Reasons.HostedOutOfScope, $"It lies at {Shortened.Of(truth.Text("id")!)}, which is not where its issuer keeps badges.");
        }
        catch (DocumentUnavailableException problem)
        {
            log.Unknown("Badge", "asked for badge and issuer", problem.IsGone ? Reasons.BadgeGone : Reasons.BadgeUnreachable, $"Its badge or issuer could not be read: {problem.Message}");
        }

        return claims;
    }

    private async Task<JsonElement> ReadAsync(string address, CancellationToken cancellation)
    {
        var json = await documents.GetAsync(address, DocumentKind.Controller, cancellation);
        return WebAddress.IsSame(json.Text("id"), address) ? json : throw new DocumentUnavailableException($"What lies at {Shortened.Of(address)} says it is {Shortened.Of(json.Text("id") ?? "nothing")}.");
    }

    /// <returns>What lies at its address; the file itself where nothing could be had.</returns>
    private async Task<JsonElement> HostedAsync(JsonElement assertion, CheckLog log, CancellationToken cancellation)
    {
        const string How = "hosted: compared with what lies at its address";
        try
        {
            var hosted = await documents.GetAsync(assertion.Text("id")!, DocumentKind.Credential, cancellation);
            if (hosted.First("revoked") is { ValueKind: JsonValueKind.True })
            {
                log.Failed(Status, How, Reasons.Revoked, $"Its issuer has revoked it{(hosted.Text("revocationReason") is { } why ? $": {Shortened.Of(why)}" : "")}.");
                return assertion;
            }

            if (Compared.FirstOrDefault(name => Form(hosted, name) != Form(assertion, name)) is { } differs)
            {
                log.Failed(What, How, Reasons.HostedDiffers, $"What its issuer keeps at its address says something else ({differs}): the file was changed, or it is out of date.");
                return assertion;
            }

            log.Passed(What, How, "What its issuer keeps at its address is the same.");
            return hosted;
        }
        catch (DocumentUnavailableException problem) when (problem.IsGone)
        {
            log.Failed(Status, How, Reasons.Revoked, "Its issuer says it is gone (410): that is how a hosted badge is revoked.");
        }
        catch (DocumentUnavailableException problem)
        {
            log.Unknown(What, How, Reasons.HostedUnreachable, $"What lies at its address could not be read, so nothing shows that the file is genuine: {problem.Message}");
        }

        return assertion;
    }

    private async Task SignedAsync(JsonElement assertion, CompactJws token, JsonElement? way, JsonElement issuer, string issuerId, CheckLog log, CancellationToken cancellation)
    {
        var address = way?.IdOf("creator") ?? (way?.Text("url")) ?? issuer.IdOf("publicKey");
        JwtCheck.Judge(token, address is null
            ? new KeyAnswer.None(Reasons.KeyNotBound, "Neither it nor its issuer's profile names a key.")
            : await keys.OfKeyAddressAsync(address, issuerId, cancellation), $"Open Badges 2.0 JWS, {Shortened.Of(token.Algorithm)}", log);
        if (issuer.IdOf("revocationList") is not { } listAddress)
            return;
        const string How = "the issuer's revocation list";
        try
        {
            var list = await documents.GetAsync(listAddress, DocumentKind.StatusList, cancellation);
            var (id, uid) = (assertion.Text("id"), assertion.Text("uid"));
            var found = list.Items("revokedAssertions").Any(entry => (JsonParts.IdOf(entry) is { } revoked && (revoked == id || revoked == uid)) || (entry.Text("uid") is { } number && (number == uid || number == id)));
            if (found)
                log.Failed(Status, How, Reasons.Revoked, "Its issuer has revoked it.");
            else
                log.Passed(Status, How, "Its issuer has not revoked it.");
        }
        catch (DocumentUnavailableException problem)
        {
            log.Unknown(Status, How, Reasons.StatusUnreachable, $"Whether it was taken back could not be asked: {problem.Message}");
        }
    }

    /// <summary>Open Badges 2.0, 'VerificationObject': <c>startsWith</c> or <c>allowedOrigins</c> of the issuer, else the issuer's own origin.</summary>
    private static bool IsOnGroundOf(JsonElement issuer, string issuerId, string id)
    {
        if (!Uri.TryCreate(id, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return false;
        var rule = issuer.First("verification");
        var starts = rule?.Texts("startsWith").ToList() ?? [];
        var origins = rule?.Texts("allowedOrigins").ToList() ?? [];
        if (starts.Count > 0 || origins.Count > 0)
        {
            return (starts.Count == 0 || starts.Exists(start => Uri.TryCreate(start, UriKind.Absolute, out var ground) && IsUnder(ground, address)))
                && (origins.Count == 0 || origins.Exists(origin => string.Equals(origin, address.Host, StringComparison.OrdinalIgnoreCase) || (Uri.TryCreate(origin, UriKind.Absolute, out var own) && IsSameHost(own, address))));
        }

        return Uri.TryCreate(issuerId, UriKind.Absolute, out var home) && IsSameHost(home, address);
    }

    private static bool IsUnder(Uri ground, Uri address) => IsSameHost(ground, address) && address.AbsolutePath.StartsWith(ground.AbsolutePath, StringComparison.Ordinal);

    private static bool IsSameHost(Uri one, Uri other) => one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase) && (one.Port == other.Port || (one.IsDefaultPort && other.IsDefaultPort));

    /// <summary>The badge may stand inside as a whole or by its address only.</summary>
    private static string? Form(JsonElement of, string name) => name == "badge" ? of.IdOf(name) : of.First(name) is { } value ? JsonCanonicalization.Of(value) : null;
}
