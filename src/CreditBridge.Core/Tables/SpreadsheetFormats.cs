using System.Globalization;
using System.Xml;

namespace CreditBridge.Core.Tables;

/// <summary>What the number of a cell means: a workbook keeps days as numbers and percentages as parts of 1, and only the cell's style says so.</summary>
internal sealed class SpreadsheetFormats
{
    private const int Percent = 9, PercentWithDecimals = 10;

    private readonly List<(bool IsDay, bool IsPercent)> _styles = [];
    private readonly bool _from1904;

    public SpreadsheetFormats(XmlReader? styles, bool from1904)
    {
        _from1904 = from1904;
        var codes = new Dictionary<int, string>();
        var inCells = false;
        while (styles?.Read() == true)
        {
            if (styles.LocalName == "cellXfs")
                inCells = styles.NodeType == XmlNodeType.Element && !styles.IsEmptyElement;
            else if (styles is { NodeType: XmlNodeType.Element, LocalName: "numFmt" })
                codes[Number(styles.GetAttribute("numFmtId"))] = styles.GetAttribute("formatCode") ?? "";
            else if (inCells && styles is { NodeType: XmlNodeType.Element, LocalName: "xf" })
                _styles.Add(Kind(Number(styles.GetAttribute("numFmtId")), codes));
        }
    }

    public string Text(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return value;
        var (isDay, isPercent) = style < _styles.Count ? _styles[style] : default;
        if (isDay && number is >= 1 and < 2_958_466)
        {
            // Excel's calendar has a 29 February 1900 that never was; days before it do not occur in tables of credit.
            var at = DateTime.FromOADate(number + (_from1904 ? 1462 : 0));
            return at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        }

        return isPercent ? Plain(number * 100) + "%" : Plain(number);
    }

    /// <summary>As the spreadsheet shows it: at most 15 digits.</summary>
    private static string Plain(double number)
    {
        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : text;
    }

    private static (bool IsDay, bool IsPercent) Kind(int format, Dictionary<int, string> codes)
    {
        if (format is Percent or PercentWithDecimals)
            return (false, true);
        if (!codes.TryGetValue(format, out var code))
            return (format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58), false);
        var (isDay, quoted, bracketed) = (false, false, false);
        foreach (var c in code)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c is '[' or ']')
                bracketed = c == '[';
            else if (!quoted && !bracketed && char.ToLowerInvariant(c) is 'y' or 'd')
                isDay = true;
            else if (!quoted && c == '%')
                return (false, true);
        }

        return (isDay, false);
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
