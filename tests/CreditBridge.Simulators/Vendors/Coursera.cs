namespace CreditBridge.Simulators;

/// <summary>Coursera for Business: a refresh token gives an access token for half an hour; enrolment reports by start and limit.</summary>
internal static class Coursera
{
    public static void Map(RouteGroupBuilder api, Source source)
    {
        api.MapPost("/oauth2/client_credentials/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return form["refresh_token"] == source.Secret && form["client_id"] == source.ClientId
                ? Results.Json(new { access_token = source.IssueToken(), token_type = "Bearer", expires_in = 1800 })
                : Paging.Problem(401, "invalid_grant");
        });
        api.MapGet("/api/businesses.v1/{organization}/enrollmentReports", (HttpRequest request, string organization, int? start, int? limit) =>
        {
            if (!source.Accepts(request.Bearer()))
                return Paging.Problem(401, "invalid_token");
            if (organization != source.Organization)
                return Paging.Problem(404, "not found");
            var (from, size) = (start ?? 0, Math.Min(limit ?? 100, source.PageSize));
            var (records, total, repeats) = source.Page(from, size);
            return Results.Json(new
            {
                elements = records.Select(item => new
                {
                    contentId = item.Record.AchievementId,
                    contentName = item.Record.AchievementName,
                    email = item.IsPoison ? null : item.Record.Email,
                    externalId = item.Record.Id,
                    fullName = $"{item.Record.GivenName} {item.Record.FamilyName}",
                    isCompleted = true,
                    completedAt = new DateTimeOffset(item.Record.IssuedAt).ToUnixTimeMilliseconds(),
                    grade = item.Record.Score / 100.0,
                    id = item.Record.Id,
                }),
                paging = new { total, next = from + size < total || repeats ? $"{(repeats ? from : from + size)}" : null },
            });
        });
    }
}
