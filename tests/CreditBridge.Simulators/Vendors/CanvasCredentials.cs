namespace CreditBridge.Simulators;

/// <summary>Canvas Credentials (Badgr v2): a token for user name and password, pages by cursor in the Link header, an envelope of status and result.</summary>
internal static class CanvasCredentials
{
    public static void Map(RouteGroupBuilder api, Source source)
    {
        api.MapPost("/o/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return form["password"] == source.Secret && form["username"] == source.ClientId
                ? Results.Json(new { access_token = source.IssueToken(), token_type = "Bearer", expires_in = (int)source.TokenLife.TotalSeconds, refresh_token = "unused", scope = "rw:issuer" })
                : Paging.Problem(401, "invalid_grant");
        });
        api.MapGet("/v2/issuers/{issuer}/assertions", (HttpRequest request, HttpResponse response, string issuer, string? cursor, int? num, bool? include_revoked) =>
        {
            if (!source.Accepts(request.Bearer()))
                return Paging.Problem(401, "invalid_token");
            if (issuer != source.Organization)
                return Paging.Problem(404, "not found");
            var size = Math.Min(num ?? 100, source.PageSize);
            var from = cursor is null ? 0 : int.Parse(cursor[1..], System.Globalization.CultureInfo.InvariantCulture);
            var (records, total, repeats) = source.Page(from, size, where: include_revoked == true ? null : record => !record.IsRevoked);
            if (from + size < total || repeats)
                response.Headers.Link = $"<{request.BaseOf()}{request.Path}?cursor=c{(repeats ? from : from + size)}&num={size}&include_revoked={include_revoked == true}>; rel=\"next\"";
            return Results.Json(new { status = new { success = true, description = "ok" }, result = records.Select(item => AssertionOf(item.Record, item.IsPoison)) });
        });
    }

    private static object AssertionOf(SimulatedCredential record, bool isPoison) => new
    {
        entityType = "Assertion",
        entityId = record.Id,
        badgeclass = record.AchievementId,
        badgeclassName = record.AchievementName,
        recipient = new { identity = record.Email, hashed = false, type = "email", plaintextIdentity = record.Email },
        issuedOn = isPoison ? null : Paging.Instant(record.IssuedAt),
        expires = record.ExpiresAt is { } expires ? Paging.Instant(expires) : null,
        revoked = record.IsRevoked,
        revocationReason = record.IsRevoked ? "Issued in error" : null,
        updatedAt = Paging.Instant(record.UpdatedAt),
        narrative = record.GivenName == "Second" ? "Second" : null,
    };
}
