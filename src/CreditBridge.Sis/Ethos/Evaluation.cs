using System.Globalization;
using System.Text.Json;

namespace CreditBridge.Sis.Ethos;

/// <summary>One record of <c>transfer-articulation-evaluation</c>: a source course, and what Banner made of it by its own rules.</summary>
internal sealed record Evaluation(string Key, string? Sequence, string? Course, decimal? CreditsUsed, decimal? CreditHours, bool IsDuplicate)
{
    public const string Resource = "transfer-articulation-evaluation";

    private const int MostSigns = 60;

    public static string KeyOf(string student, string institution, string subject, string number, string term) => string.Join('|', student, institution, subject, number, term).ToUpperInvariant();

    /// <exception cref="SisException">A field is not what it should be.</exception>
    public static Evaluation Of(JsonElement record)
    {
        var (subject, number) = (Text(record, "subjCodeInst"), Text(record, "crseNumbInst"));
        return new(
            KeyOf(Text(record, "id") ?? "", Text(record, "keyblocSbgiCode") ?? "", Text(record, "tsubjCode") ?? "", Text(record, "tcrseNumb") ?? "", Text(record, "termCode") ?? ""),
            Text(record, "tramSeq"),
            subject is null || number is null ? null : $"{subject} {number}",
            Number(record, "instCreditsUsed"),
            Number(record, "credHours"),
            Text(record, "duplicate") is { } duplicate && duplicate.ToUpperInvariant() is "Y" or "YES" or "TRUE" or "1");
    }

    private static string? Text(JsonElement record, string name)
    {
        if (!record.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Trim(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => throw Wrong(name),
            };
            return text.Length > MostSigns || text.Any(char.IsControl) ? throw Wrong(name) : text.Length == 0 ? null : text;
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            throw Wrong(name);
        }
    }

    private static decimal? Number(JsonElement record, string name) => Text(record, name) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1000 ? number : throw Wrong(name);

    private static SisException Wrong(string field) => new($"Ethos sent a field '{field}' of {Resource} that cannot be read.");
}
