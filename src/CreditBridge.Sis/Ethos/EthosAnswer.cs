using System.Net;
using System.Text.Json;
using System.Text.Unicode;

namespace CreditBridge.Sis.Ethos;

/// <summary>A whole answer, of a size that was bounded.</summary>
/// <param name="Secrets">What was sent with the call: an error body may repeat it.</param>
/// <param name="Total">Header <c>x-total-count</c>.</param>
/// <param name="MostOnPage">Header <c>x-max-page-size</c>.</param>
internal sealed record EthosAnswer(HttpStatusCode Status, string Media, byte[] Body, int? Total, int? MostOnPage, IReadOnlyList<string> Secrets)
{
    /// <summary>Longest text of theirs that is shown to people.</summary>
    private const int MostWords = 300;

    private static readonly string[] Texts = ["title", "description", "message"];

    /// <summary>The records of an answer: a list of objects, or one object alone.</summary>
    /// <exception cref="EthosException">It is neither.</exception>
    public IReadOnlyList<JsonElement> Records(string resource)
    {
        var root = Json(resource);
        IReadOnlyList<JsonElement> records = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
        return records.All(record => record.ValueKind == JsonValueKind.Object) ? records : throw new EthosException($"Ethos sent something else than records of {resource}: it was not read.");
    }

    /// <summary>What Ethos says in its error body, cut short; null where there is none.</summary>
    public string? Words()
    {
        try
        {
            var root = Json("an error");
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
                return null;
            var said = errors.EnumerateArray().Take(5).Where(error => error.ValueKind == JsonValueKind.Object).Select(Said).Where(text => text.Length > 0);
            var words = string.Concat(string.Join("; ", said).Select(sign => char.IsControl(sign) ? ' ' : sign));
            words = Secrets.Aggregate(words, (text, secret) => text.Replace(secret, "(secret)", StringComparison.Ordinal));
            return words.Length == 0 ? null : words.Length > MostWords ? words[..MostWords] + "…" : words;
        }
        catch (Exception unreadable) when (unreadable is EthosException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Said(JsonElement error)
    {
        var texts = Texts.Select(name => error.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "");
        return string.Join(": ", texts.Where(text => text.Length > 0).Distinct());
    }

    private JsonElement Json(string resource)
    {
        if (Media == "text/html")
            throw new EthosException($"Ethos sent a web page (perhaps a sign-in) where {resource} should be: check Sis:Ethos:Address.");
        if (Media != "application/json" && !Media.EndsWith("+json", StringComparison.Ordinal))
            throw new EthosException($"Ethos sent something else than JSON where {resource} should be.");
        if (!Utf8.IsValid(Body))
            throw new EthosException($"Ethos sent {resource} in text that is not valid UTF-8.");
        try
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new EthosException($"Ethos sent {resource} that ends in the middle or is not JSON.");
        }
    }
}
