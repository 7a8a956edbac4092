using System.Text.Json;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Ethos.Reads;

/// <summary>The shapes that Ethos' resources have in common.</summary>
internal static class EthosJson
{
    public static string? Id(this JsonElement record) => record.Text("id");

    /// <summary>The records of a list; none where it is absent.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>The day of a date or an instant, <c>yyyy-MM-dd</c>.</summary>
    public static string? Day(this JsonElement record, string name) => record.Text(name) is { Length: >= 10 } text ? text[..10] : null;

    /// <summary>A text of the record that another one names by id; null where it is not there.</summary>
    public static string? Named(this IReadOnlyDictionary<string, JsonElement> records, string? id, string text) =>
        id is not null && records.TryGetValue(id, out var record) ? record.Text(text) : null;
}
