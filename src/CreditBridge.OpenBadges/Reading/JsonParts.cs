using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>JSON-LD writes one thing plainly and several as an array: these read both the same way.</summary>
internal static class JsonParts
{
    public static IEnumerable<JsonElement> Items(this JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.Array => value.EnumerateArray(), JsonValueKind.Null => [], _ => [value] }
        : [];

    public static JsonElement? First(this JsonElement of, string name) => of.Items(name).Cast<JsonElement?>().FirstOrDefault();

    public static IEnumerable<string> Texts(this JsonElement of, string name) => of.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    public static string? Text(this JsonElement of, string name) => of.Texts(name).FirstOrDefault();

    public static bool HasType(this JsonElement of, string type) => of.Texts("type").Contains(type, StringComparer.Ordinal);

    /// <summary>The id of what stands there: itself when it is a text, else its <c>id</c>.</summary>
    public static string? IdOf(this JsonElement of, string name) => of.First(name) is { } item ? IdOf(item) : null;

    public static string? IdOf(JsonElement item) => item.ValueKind == JsonValueKind.String ? item.GetString() : item.Text("id");

    /// <summary>A text, or the first value of a language map or value object (JSON-LD 1.1, 4.2.4).</summary>
    public static string? Wording(this JsonElement of, string name) => of.First(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } value => value.Text("@value") ?? value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String).Select(member => member.Value.GetString()).FirstOrDefault(),
        _ => null,
    };

    public static decimal? Decimal(this JsonElement of, string name) => of.First(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => value,
        { ValueKind: JsonValueKind.String } text when decimal.TryParse(text.GetString(), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };
}
