using System.Text.Json;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Ethos;

/// <summary>What an answer of Ethos holds: records, or an error in words.</summary>
internal static class EthosText
{
    /// <summary>Longest text of theirs that is shown to people.</summary>
    private const int MostWords = 300;

    private static readonly string[] Texts = ["title", "description", "message"];

    /// <summary>The records of an answer: a list of objects, or one object alone.</summary>
    /// <exception cref="SisException">It is neither.</exception>
    public static IReadOnlyList<JsonElement> Records(this SisAnswer answer, string resource)
    {
        using var json = answer.Json();
        var root = json.RootElement.Clone();
        IReadOnlyList<JsonElement> records = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
        return records.All(record => record.ValueKind == JsonValueKind.Object) ? records : throw new SisException($"Ethos sent something else than records of {resource}: it was not read.");
    }

    /// <summary>What Ethos says in its error body, cut short and without what was secret in the call; null where there is none.</summary>
    public static string? ErrorWords(this SisAnswer answer)
    {
        try
        {
            using var json = answer.Json();
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
                return null;
            var said = errors.EnumerateArray().Take(5).Where(error => error.ValueKind == JsonValueKind.Object).Select(Said).Where(text => text.Length > 0);
            var words = string.Concat(string.Join("; ", said).Select(sign => char.IsControl(sign) ? ' ' : sign));
            words = answer.Secrets.Aggregate(words, (text, secret) => text.Replace(secret, "(secret)", StringComparison.Ordinal));
            return words.Length == 0 ? null : words.Length > MostWords ? words[..MostWords] + "…" : words;
        }
        catch (Exception unreadable) when (unreadable is SisException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Said(JsonElement error)
    {
        var texts = Texts.Select(name => error.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "");
        return string.Join(": ", texts.Where(text => text.Length > 0).Distinct());
    }
}
