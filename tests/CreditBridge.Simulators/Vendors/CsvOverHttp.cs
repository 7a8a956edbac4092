using System.Text;

namespace CreditBridge.Simulators;

/// <summary>A small provider that puts a CSV file behind an address and a key.</summary>
internal static class CsvOverHttp
{
    public static void Map(RouteGroupBuilder api, Source source) => api.MapGet("/export.csv", (HttpRequest request) =>
    {
        if (request.Headers["X-Api-Key"] != source.Secret)
            return Paging.Problem(401, "unauthorized");
        var (records, _, _) = source.Page(0, Paging.WholeFile);
        var text = new StringBuilder("id,achievement_id,achievement_name,recipient_email,issued_on,status,updated_at\n");
        foreach (var (record, isPoison) in records)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{record.Id},{record.AchievementId},{record.AchievementName},{record.Email},{(isPoison ? "" : $"{record.IssuedAt:yyyy-MM-dd}")},{(record.IsRevoked ? "revoked" : "active")},{Paging.Instant(record.UpdatedAt)}\n");
        return Results.Text(text.ToString(), "text/csv", Encoding.UTF8);
    });
}
