using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>JSON Canonicalization Scheme (RFC 8785): members by UTF-16 code units, ECMAScript's numbers, the fewest escapes.</summary>
internal static class JsonCanonicalization
{
    /// <exception cref="FormatException">A number is not finite, or a text is not Unicode: I-JSON (RFC 7493) has no such.</exception>
    public static string Of(JsonElement element)
    {
        var to = new StringBuilder();
        Write(element, to);
        return to.ToString();
    }

    /// <summary>ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20), which RFC 8785, section 3.2.2.3, asks for.</summary>
    /// <exception cref="FormatException">The number is not finite.</exception>
    public static string Number(double number)
    {
        if (!double.IsFinite(number))
            throw new FormatException("A number is too large for JSON.");
        if (number == 0)
            return "0";
        // 'R' gives the shortest digits that read back as the same number.
        var (digits, exponent) = DigitsOf(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
        var sign = number < 0 ? "-" : "";
        // 'exponent' is n of the specification: the value is 0.digits × 10^n.
        if (exponent is > 0 and <= 21)
        {
            return digits.Length <= exponent
                ? sign + digits + new string('0', exponent - digits.Length)
                : $"{sign}{digits[..exponent]}.{digits[exponent..]}";
        }

        if (exponent is > -6 and <= 0)
            return $"{sign}0.{new string('0', -exponent)}{digits}";
        var power = exponent - 1;
        return $"{sign}{digits[0]}{(digits.Length > 1 ? $".{digits[1..]}" : "")}e{(power < 0 ? "-" : "+")}{Math.Abs(power)}";
    }

    private static (string Digits, int Exponent) DigitsOf(string text)
    {
        var power = 0;
        if (text.IndexOf('E', StringComparison.Ordinal) is var e and >= 0)
        {
            power = int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        var exponent = (point < 0 ? digits.Length : point) + power;
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), exponent - leading);
    }

    private static void Write(JsonElement element, StringBuilder to)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(element, to);
                break;
            case JsonValueKind.Array:
                to.Append('[');
                var isFirst = true;
                foreach (var item in element.EnumerateArray())
                {
                    if (!isFirst)
                        to.Append(',');
                    isFirst = false;
                    Write(item, to);
                }

                to.Append(']');
                break;
            case JsonValueKind.String:
                WriteText(TextOf(element), to);
                break;
            case JsonValueKind.Number:
                to.Append(Number(element.GetDouble()));
                break;
            default:
                to.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteMembers(JsonElement element, StringBuilder to)
    {
        to.Append('{');
        var isFirst = true;
        foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (!isFirst)
                to.Append(',');
            isFirst = false;
            WriteText(member.Name, to);
            to.Append(':');
            Write(member.Value, to);
        }

        to.Append('}');
    }

    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new FormatException("A text in it is not Unicode.", broken);
        }
    }

    private static void WriteText(string text, StringBuilder to)
    {
        to.Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\f' => to.Append("\\f"),
                '\n' => to.Append("\\n"),
                '\r' => to.Append("\\r"),
                '\t' => to.Append("\\t"),
                < ' ' => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => to.Append(character),
            };
        }

        to.Append('"');
    }
}
