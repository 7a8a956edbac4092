namespace CreditBridge.Simulators;

/// <summary>What the vendors share: which records a page has, with the faults that concern records.</summary>
internal static class Paging
{
    /// <summary>A file has no pages.</summary>
    public const int WholeFile = int.MaxValue;

    /// <summary>The page, spoiled if a fault says so. The flag: the next page is to be this one again.</summary>
    public static (IReadOnlyList<(SimulatedCredential Record, bool IsPoison)> Page, int Total, bool Repeats) Page(this Source source, int from, int count, DateTime? since = null, Func<SimulatedCredential, bool>? where = null)
    {
        var (records, total) = source.Read(from, count == WholeFile ? count : Math.Min(count, source.PageSize), since is null && where is null ? null : record => (since is null || record.UpdatedAt >= since) && (where is null || where(record)));
        var page = records.Select(record => (Record: record, IsPoison: false)).ToList();
        if (page.Count > 0 && source.Strike(fault => fault.Kind is FaultNames.TwiceDifferent or FaultNames.OlderAfterNewer) is { } twice)
        {
            var record = page[0].Record;
            page.Insert(1, (record with { GivenName = "Second", UpdatedAt = record.UpdatedAt.AddMinutes(twice.Kind == FaultNames.TwiceDifferent ? 5 : -5) }, false));
        }

        if (page.Count > 0 && source.Strike(fault => fault.Kind == FaultNames.Poison) is not null)
            page[0] = (page[0].Record, true);
        return (page, total, source.Strike(fault => fault.Kind == FaultNames.RepeatCursor) is not null);
    }

    public static string Instant(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    public static string? Bearer(this HttpRequest request, string scheme = "Bearer") =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith($"{scheme} ", StringComparison.Ordinal) ? header[(scheme.Length + 1)..] : null;

    public static (string User, string Password) Basic(this HttpRequest request)
    {
        try
        {
            var parts = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(request.Bearer("Basic") ?? "")).Split(':', 2);
            return parts.Length == 2 ? (parts[0], parts[1]) : ("", "");
        }
        catch (FormatException)
        {
            return ("", "");
        }
    }

    public static string BaseOf(this HttpRequest request) => $"{request.Scheme}://{request.Host}";

    public static IResult Problem(int status, string message) => Results.Json(new { error = message }, statusCode: status);
}
