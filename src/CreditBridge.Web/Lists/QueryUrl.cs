using Microsoft.AspNetCore.Http.Extensions;

namespace CreditBridge.Web.Lists;

/// <summary>The address of the list as it stands, with one thing changed: filters, order and page live in the URL.</summary>
internal static class QueryUrl
{
    /// <param name="value">Null takes the key out. Whatever changes, the list starts again at its first page, unless the page is what changes.</param>
    public static string With(HttpRequest request, string key, string? value)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => !Same(pair.Key, key) && !Same(pair.Key, "p") && !string.IsNullOrEmpty(pair.Value))
            .SelectMany(pair => pair.Value, (pair, one) => KeyValuePair.Create(pair.Key, one ?? "")));
        if (value is not null)
            query.Add(key, value);
        return $"{request.PathBase}{request.Path}{query}";
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
