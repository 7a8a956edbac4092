using System.Text.Json;

namespace CreditBridge.Sis.Wire;

/// <summary>Reads JSON that somebody else wrote.</summary>
internal static class JsonText
{
    /// <param name="path">Names from the outside in, with dots between them.</param>
    /// <returns>A text or number as it stands; null where it is absent, empty, or of another kind.</returns>
    public static string? Text(this JsonElement from, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return null;
        }

        try
        {
            return from.ValueKind switch
            {
                JsonValueKind.String => from.GetString()!.Trim() is { Length: > 0 } text ? text : null,
                JsonValueKind.Number => from.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character: no text.
            return null;
        }
    }
}
