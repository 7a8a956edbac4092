namespace CreditBridge.Simulators;

/// <summary>Open edX: client credentials for a JWT; certificates of one user name at a time.</summary>
internal static class OpenEdx
{
    public static void Map(RouteGroupBuilder api, Source source)
    {
        api.MapPost("/oauth2/access_token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return form["client_id"] == source.ClientId && form["client_secret"] == source.Secret
                ? Results.Json(new { access_token = source.IssueToken(), token_type = "JWT", expires_in = (int)source.TokenLife.TotalSeconds })
                : Paging.Problem(401, "invalid_client");
        });
        api.MapGet("/api/certificates/v0/certificates/{user}/", (HttpRequest request, string user) =>
        {
            if (!source.Accepts(request.Bearer("JWT")))
                return Paging.Problem(401, "invalid_token");
            var (records, _, _) = source.Page(0, 50, where: record => record.Email.Split('@')[0] == user);
            return records.Count == 0 ? Paging.Problem(404, "not found") : Results.Json(records.Select(item => new
            {
                username = user,
                course_id = item.Record.AchievementId,
                course_display_name = item.Record.AchievementName,
                certificate_type = "verified",
                created_date = item.IsPoison ? null : Paging.Instant(item.Record.IssuedAt),
                modified_date = Paging.Instant(item.Record.UpdatedAt),
                status = item.Record.IsRevoked ? "unavailable" : "downloadable",
                is_passing = !item.Record.IsRevoked,
                grade = item.Record.Score is { } score ? $"{score / 100m:0.00}" : null,
            }));
        });
    }
}
