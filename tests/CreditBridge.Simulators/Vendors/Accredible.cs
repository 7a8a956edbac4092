using System.Text.Json;

namespace CreditBridge.Simulators;

/// <summary>Accredible: a key in the header, a search by POST, pages by cursor; what is deleted is only missing.</summary>
internal static class Accredible
{
    public static void Map(RouteGroupBuilder api, Source source) =>
        api.MapPost("/v2/credentials/search", async (HttpRequest request) =>
        {
            if (request.Headers.Authorization != $"Token token={source.Secret}")
                return Paging.Problem(401, "The request is not authorized.");
            using var body = await JsonDocument.ParseAsync(request.Body);
            var page = body.RootElement.GetProperty("page");
            var size = Math.Min(page.GetProperty("size").GetInt32(), source.PageSize);
            var from = page.TryGetProperty("cursor", out var cursor) && cursor.GetString() is { Length: > 0 } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
            DateTime? since = body.RootElement.TryGetProperty("query", out var query) && query.TryGetProperty("updated_at[gte]", out var day) ? DateTime.Parse(day.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : null;
            var (records, total, repeats) = source.Page(from, size, since);
            return Results.Json(new
            {
                credentials = records.Select(item => CredentialOf(item.Record, item.IsPoison)),
                meta = new { count = total, from, size, cursor = from + size < total || repeats ? $"{(repeats ? from : from + size)}" : null },
            });
        });

    private static object CredentialOf(SimulatedCredential record, bool isPoison) => new
    {
        id = record.Number,
        uuid = record.Id,
        name = record.AchievementName,
        issued_on = isPoison ? null : record.IssuedAt.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        expired_on = record.ExpiresAt?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        approve = !record.IsRevoked,
        grade = record.Score?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        recipient = new { name = $"{record.GivenName} {record.FamilyName}", email = record.Email, id = (string?)null },
        group = new { id = record.AchievementId, name = record.AchievementName, course_name = record.AchievementName },
        updated_at = Paging.Instant(record.UpdatedAt),
    };
}
