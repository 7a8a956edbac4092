namespace CreditBridge.Simulators;

/// <summary>Badge Connect (Open Badges 2.1): since means created or updated; a revoked assertion says so.</summary>
internal static class OpenBadges21
{
    public static void Map(RouteGroupBuilder api, Source source)
    {
        api.MapPost("/token", (HttpRequest request) => request.Basic() == (source.ClientId, source.Secret)
            ? Results.Json(new { access_token = source.IssueToken(), token_type = "Bearer", expires_in = (int)source.TokenLife.TotalSeconds })
            : Paging.Problem(401, "invalid_client"));
        api.MapGet("/ims/ob/v2p1/assertions", (HttpRequest request, HttpResponse response, int? limit, int? offset, DateTime? since) =>
        {
            if (!source.Accepts(request.Bearer()))
                return Paging.Problem(401, "invalid_token");
            var (from, size) = (offset ?? 0, Math.Min(limit ?? 50, source.PageSize));
            var (records, total, repeats) = source.Page(from, size, since);
            if (from + size < total || repeats)
                response.Headers.Link = $"<{request.BaseOf()}{request.Path}?limit={size}&offset={(repeats ? from : from + size)}{(since is { } at ? $"&since={Paging.Instant(at)}" : "")}>; rel=\"next\"";
            response.Headers["X-Total-Count"] = $"{total}";
            return Results.Json(new { status = new { statusCode = 200, statusText = "OK" }, results = records.Select(item => AssertionOf(item.Record, item.IsPoison)) });
        });
    }

    private static Dictionary<string, object?> AssertionOf(SimulatedCredential record, bool isPoison) => new()
    {
        ["@context"] = "https://w3id.org/openbadges/v2",
        ["id"] = $"https://simulated.example/assertions/{record.Id}",
        ["type"] = "Assertion",
        ["recipient"] = new { type = "email", hashed = false, identity = record.Email },
        ["issuedOn"] = isPoison ? "not a date" : Paging.Instant(record.IssuedAt),
        ["badge"] = new { id = $"https://simulated.example/badges/{record.AchievementId}", type = "BadgeClass", name = record.AchievementName, description = "A course.", criteria = new { narrative = "Pass." }, issuer = "https://simulated.example/issuer" },
        ["verification"] = new { type = "HostedBadge" },
        ["revoked"] = record.IsRevoked ? true : null,
        ["narrative"] = record.GivenName == "Second" ? "Second" : null,
    };
}
