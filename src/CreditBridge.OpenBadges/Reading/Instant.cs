using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace CreditBridge.OpenBadges;

/// <summary>Date-times as credentials write them: xsd:dateTime (VC Data Model 2.0, 4.9); without a zone they are taken as UTC.</summary>
internal static class Instant
{
    /// <summary>The first of these properties that is there.</summary>
    /// <exception cref="FormatException">It is no date-time.</exception>
    public static DateTime? Of(JsonElement of, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (of.First(name) is { } value)
                return Read(name, value);
        }

        return null;
    }

    /// <param name="at">UTC; written to the second.</param>
    public static string Text(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTime Read(string name, JsonElement value)
    {
        // Open Badges 1.x wrote seconds since 1970.
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800)
            return DateTime.UnixEpoch.AddSeconds(seconds);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        try
        {
            var read = XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind);
            return read.Kind == DateTimeKind.Local ? read.ToUniversalTime() : DateTime.SpecifyKind(read, DateTimeKind.Utc);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"{name} '{(text.Length <= 40 ? text : text[..40])}' is not a date.", problem);
        }
    }
}
