namespace CreditBridge.Simulators;

/// <summary>An Open Badges 3.0 host (1EdTech REST API): client credentials, limit and offset, Link and X-Total-Count; and for wallets discovery, registration, code with PKCE, refresh.</summary>
internal static class OpenBadges3
{
    public static void Map(RouteGroupBuilder api, Source source)
    {
        var wallets = new WalletServer(source);
        wallets.Map(api);
        api.MapPost("/token", async (HttpRequest request) => (await request.ReadFormAsync())["grant_type"] != "client_credentials" ? wallets.Give(request)
            : request.Basic() == (source.ClientId, source.Secret) ? Results.Json(new { access_token = source.IssueToken(), token_type = "Bearer", expires_in = (int)source.TokenLife.TotalSeconds })
            : Paging.Problem(401, "invalid_client"));
        api.MapGet("/ims/ob/v3p0/credentials", (HttpRequest request, HttpResponse response, int? limit, int? offset, DateTime? since) =>
        {
            if (!source.Accepts(request.Bearer()))
                return Paging.Problem(401, "invalid_token");
            var (from, size) = (offset ?? 0, Math.Min(limit ?? 50, source.PageSize));
            // 'since' means issued after: what was revoked or changed does not appear (specification, getCredentials).
            var (records, total, repeats) = source.Page(from, size, where: since is null ? null : record => record.IssuedAt >= since);
            if (from + size < total || repeats)
                response.Headers.Link = $"<{request.BaseOf()}{request.Path}?limit={size}&offset={(repeats ? from : from + size)}{(since is { } at ? $"&since={Paging.Instant(at)}" : "")}>; rel=\"next\"";
            response.Headers["X-Total-Count"] = $"{total}";
            return source.Signer is { } sign
                ? Results.Json(new { credential = Array.Empty<object>(), compactJwsString = records.Select(item => sign(item.Record)) })
                : Results.Json(new { credential = records.Select(item => CredentialOf(item.Record, item.IsPoison, request.BaseOf())), compactJwsString = Array.Empty<string>() });
        });
    }

    private static Dictionary<string, object?> CredentialOf(SimulatedCredential record, bool isPoison, string host) => new()
    {
        ["@context"] = new[] { "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json" },
        ["id"] = $"https://simulated.example/credentials/{record.Id}",
        ["type"] = new[] { "VerifiableCredential", "OpenBadgeCredential" },
        ["name"] = record.AchievementName,
        ["issuer"] = new { id = "https://simulated.example/issuer", type = new[] { "Profile" }, name = "Simulated issuer" },
        ["validFrom"] = isPoison ? "not a date" : Paging.Instant(record.IssuedAt),
        ["credentialSubject"] = new
        {
            type = new[] { "AchievementSubject" },
            identifier = new[] { new { type = "IdentityObject", identityHash = record.Email, identityType = "emailAddress", hashed = false } },
            achievement = new { id = $"https://simulated.example/achievements/{record.AchievementId}", type = new[] { "Achievement" }, name = record.GivenName == "Second" ? $"{record.AchievementName}, second" : record.AchievementName, description = "A course.", criteria = new { narrative = "Pass." } },
        },
    };
}
