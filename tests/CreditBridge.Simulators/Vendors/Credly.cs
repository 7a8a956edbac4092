namespace CreditBridge.Simulators;

/// <summary>Credly's Web Service API v1: Basic with the token as user, pages by number, the next page as an address.</summary>
internal static class Credly
{
    public static void Map(RouteGroupBuilder api, Source source)
    {
        api.MapGet("/organizations/{organization}/badges", (HttpRequest request, string organization, int? page, int? per, string? filter) =>
        {
            if (request.Basic().User != source.Secret)
                return Paging.Problem(401, "unauthorized");
            if (organization != source.Organization)
                return Paging.Problem(404, "not found");
            var (number, size) = (page ?? 1, Math.Min(per ?? 50, source.PageSize));
            DateTime? since = filter?.Split("::") is ["updated_at_min", var text] ? DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal) : null;
            var (records, total, repeats) = source.Page((number - 1) * size, size, since);
            var pages = (total + size - 1) / size;
            return Results.Json(new
            {
                data = records.Select(item => BadgeOf(item.Record, item.IsPoison)),
                metadata = new
                {
                    count = records.Count,
                    current_page = number,
                    total_count = total,
                    total_pages = pages,
                    per = size,
                    next_page_url = number < pages || repeats ? $"{request.BaseOf()}{request.Path}?page={(repeats ? number : number + 1)}&per={size}{(filter is null ? "" : $"&filter={filter}")}" : null,
                },
            });
        });
        api.MapGet("/organizations/{organization}/badge_templates", (HttpRequest request) => request.Basic().User != source.Secret
            ? Paging.Problem(401, "unauthorized")
            : Results.Json(new
            {
                data = source.Records.Select(record => record.AchievementId).Distinct().Order().Select(id => new { id, name = $"Course {id}", description = $"What course {id} teaches.", level = "Intermediate", skills = new[] { new { name = "Analysis" } } }),
                metadata = new { current_page = 1, total_pages = 1, next_page_url = (string?)null },
            }));
    }

    private static object BadgeOf(SimulatedCredential record, bool isPoison) => new
    {
        id = record.Id,
        state = record.IsRevoked ? "revoked" : "accepted",
        recipient_email = record.Email,
        issued_to_first_name = record.GivenName,
        issued_to_last_name = record.FamilyName,
        issued_at = isPoison ? null : Paging.Instant(record.IssuedAt),
        expires_at = record.ExpiresAt is { } expires ? Paging.Instant(expires) : null,
        updated_at = Paging.Instant(record.UpdatedAt),
        badge_template = new { id = record.AchievementId, name = record.AchievementName, state = "active" },
        evidence = Array.Empty<object>(),
    };
}
