using System.Globalization;
using System.IO.Compression;
using System.Xml;
using CreditBridge.Core.Reports;

namespace CreditBridge.Core.Tables;

/// <summary>
/// A plain workbook written row by row, for tables of any length: 10,000 rules in the library that keeps every cell as an object took a minute and 3.5 GB. Texts carry the
/// quote prefix, so that no spreadsheet takes one for a formula; the header row is frozen.
/// </summary>
internal sealed class StreamedWorkbook(Stream to, string title, string author) : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const int Text = 1, Header = 2, Day = 3, Instant = 4;

    private static readonly XmlWriterSettings Settings = new() { CloseOutput = true, CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize };

    private readonly ZipArchive _archive = new(to, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> _sheets = [];

    public void Add<T>(string name, IReadOnlyList<ReportColumn<T>> columns, IEnumerable<T> rows)
    {
        _sheets.Add(name);
        using var xml = Open($"xl/worksheets/sheet{_sheets.Count}.xml");
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/>""");
        xml.WriteStartElement("sheetData", Main);
        Row(xml, 1, columns.Select(column => (object?)column.Header), Header);
        var line = 1;
        foreach (var row in rows)
            Row(xml, ++line, columns.Select(column => column.Value(row)), Text);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    public void Dispose()
    {
        Write("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf quotePrefix="1"/><xf fontId="1" applyFont="1" quotePrefix="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>""");
        Write("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(_sheets.Select((name, i) => $"""<sheet name="{Escaped(name)}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>""");
        Write("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}/relationships">{string.Concat(_sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="{Relations}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}<Relationship Id="rIdStyles" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        Write("docProps/core.xml", $"""<cp:coreProperties xmlns:cp="{Package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{Escaped(title)}</dc:title><dc:creator>{Escaped(author)}</dc:creator></cp:coreProperties>""");
        Write("_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{Package}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""");
        const string Office = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        Write("[Content_Types].xml", $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Office}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Office}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{string.Concat(_sheets.Select((_, i) => $"""<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="{Office}.worksheet+xml"/>"""))}</Types>""");
        _archive.Dispose();
    }

    private static void Row(XmlWriter xml, int line, IEnumerable<object?> values, int textStyle)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", line.ToString(CultureInfo.InvariantCulture));
        var column = 0;
        foreach (var value in values)
        {
            column++;
            if (value is null or "")
                continue;
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", $"{Letters(column)}{line}");
            Cell(xml, value, textStyle);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Cell(XmlWriter xml, object value, int textStyle)
    {
        var (number, style) = value switch
        {
            decimal or int or long or double => (((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), 0),
            DateOnly day => (day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), Day),
            DateTime instant => (instant.ToOADate().ToString(CultureInfo.InvariantCulture), Instant),
            _ => (null, textStyle),
        };
        xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        if (number is not null)
        {
            xml.WriteElementString("v", Main, number);
            return;
        }

        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Clean(TableWriting.Text(value)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>What XML can't hold becomes the sign for 'unreadable'.</summary>
    private static string Clean(string text)
    {
        var chars = text.ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            if (i + 1 < chars.Length && char.IsSurrogatePair(chars[i], chars[i + 1]))
                i++;
            else if (!XmlConvert.IsXmlChar(chars[i]))
                chars[i] = '\uFFFD';
        }

        return new string(chars);
    }

    private static string Letters(int column) => column <= 26 ? $"{(char)('A' + column - 1)}" : $"{Letters((column - 1) / 26)}{(char)('A' + ((column - 1) % 26))}";

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(Clean(text));

    private XmlWriter Open(string entry) => XmlWriter.Create(_archive.CreateEntry(entry, CompressionLevel.Fastest).Open(), Settings);

    private void Write(string entry, string content)
    {
        using var writer = new StreamWriter(_archive.CreateEntry(entry, CompressionLevel.Fastest).Open());
        writer.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + content);
    }
}
