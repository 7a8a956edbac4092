using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>
/// JSON from outside, read so that everybody sees the same: no name twice in one object, no <c>__proto__</c> (a script engine would drop it unseen), no
/// text that is not Unicode, no deeper than 32.
/// </summary>
internal static class StrictJson
{
    public const int MostDepth = 32;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MostDepth, AllowDuplicateProperties = false };

    /// <exception cref="FormatException">A sentence that says why it is not read.</exception>
    public static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            Demand(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw new FormatException($"It is not JSON that can be read: {problem.Message}", problem);
        }
        catch (InvalidOperationException broken)
        {
            throw new FormatException("A text in it is not Unicode.", broken);
        }
    }

    private static void Demand(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (member.Name == "__proto__")
                        throw new FormatException("It has a property '__proto__', which programs read differently.");
                    Demand(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Demand(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}
