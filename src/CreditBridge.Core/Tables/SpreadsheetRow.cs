using System.Globalization;
using System.Text;
using System.Xml;

namespace CreditBridge.Core.Tables;

/// <summary>The cells of one row of a sheet, as text.</summary>
internal sealed class SpreadsheetRow(List<string> strings, SpreadsheetFormats formats)
{
    public List<string> Cells { get; } = [];

    public string? Problem { get; private set; }

    public void Read(XmlReader row, string file)
    {
        while (row.Read())
        {
            if (row is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;
            var place = row.GetAttribute("r");
            var column = place is null ? Cells.Count : ColumnOf(place);
            if (column >= Table.MostColumns)
                throw new InvalidDataException($"{file} has a cell in column {column + 1}; at most {Table.MostColumns} columns are read.");
            while (Cells.Count <= column)
                Cells.Add("");
            var (type, style) = (row.GetAttribute("t"), int.TryParse(row.GetAttribute("s"), out var number) ? number : 0);
            using var cell = row.ReadSubtree();
            Cells[column] = CellText(cell, type, style, place ?? $"{column + 1}");
        }
    }

    /// <summary>The text of a rich or plain string; the reading aids of Japanese are left out.</summary>
    public static string TextOf(XmlReader item)
    {
        var text = new StringBuilder();
        var (inText, aside) = (false, 0);
        while (item.Read())
        {
            if (item.LocalName == "rPh" && !item.IsEmptyElement)
                aside += item.NodeType == XmlNodeType.Element ? 1 : -1;
            else if (item.LocalName == "t")
                inText = item.NodeType == XmlNodeType.Element && !item.IsEmptyElement;
            else if (inText && aside == 0 && item.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                text.Append(item.Value);
        }

        return text.ToString();
    }

    private string CellText(XmlReader cell, string? type, int style, string place)
    {
        if (type == "inlineStr")
            return TextOf(cell);
        var (value, inValue) = ("", false);
        while (cell.Read())
        {
            if (cell is { NodeType: XmlNodeType.Element, LocalName: "f" })
                Problem ??= $"Cell {place} holds a formula: put its value there.";
            if (cell.LocalName == "v")
                inValue = cell.NodeType == XmlNodeType.Element && !cell.IsEmptyElement;
            else if (inValue && cell.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                value += cell.Value;
        }

        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count ? strings[index] : "";
            case "b":
                return value == "1" ? "yes" : "no";
            case "e":
                Problem ??= $"Cell {place} holds an error ({value}).";
                return value;
            case "str" or "d":
                return value;
            default:
                return value.Length == 0 ? "" : formats.Text(value, style);
        }
    }

    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var c in place)
        {
            if (!char.IsAsciiLetter(c) || column > Table.MostColumns * 26)
                break;
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
        }

        return Math.Max(0, column - 1);
    }
}
