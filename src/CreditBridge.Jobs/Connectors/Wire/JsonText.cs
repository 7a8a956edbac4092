using System.Text.Json;

namespace CreditBridge.Jobs.Connectors.Wire;

/// <summary>Reads JSON that somebody else wrote: what is absent, null, or of another kind is null, and numbers are texts as they stand.</summary>
internal static class JsonText
{
    /// <param name="path">Names from the outside in.</param>
    public static string? Text(this JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return null;
        }

        return from.ValueKind switch
        {
            JsonValueKind.String => from.GetString() is { Length: > 0 } text ? text.Trim() : null,
            JsonValueKind.Number => from.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    /// <summary>A text as it is, anything else as its JSON; so is a text that is no Unicode, for somebody to look at.</summary>
    public static string Whole(this JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return item.GetRawText();
        }
    }

    public static long? Number(this JsonElement from, params ReadOnlySpan<string> path) => long.TryParse(from.Text(path), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The items of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <exception cref="SourceException">There is no such list: the answer is not what was asked for.</exception>
    public static JsonElement List(this WireAnswer answer, string name, string partner) =>
        answer.Root.ValueKind == JsonValueKind.Object && answer.Root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list
            : throw new SourceException($"{partner} sent a page without its list '{name}': it was not read.");
}
