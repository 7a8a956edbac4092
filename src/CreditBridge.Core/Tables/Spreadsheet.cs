using System.IO.Compression;
using System.Xml;

namespace CreditBridge.Core.Tables;

/// <summary>
/// The first visible sheet of an .xlsx workbook, read row by row: a library that keeps the whole sheet costs seconds and gigabytes for a hostile file of 300 KB.
/// Nothing is calculated: a formula refuses its row.
/// </summary>
internal sealed class Spreadsheet
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XmlReaderSettings Settings = new() { CloseInput = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private readonly string _name;
    private readonly ZipArchive _archive;
    private bool _from1904;

    private Spreadsheet(string name, ZipArchive archive) => (_name, _archive) = (name, archive);

    public static Table Read(string name, byte[] content)
    {
        using var archive = SpreadsheetGuard.Open(name, content);
        try
        {
            return new Spreadsheet(name, archive).Read();
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException($"{name} is a damaged workbook: open it in a spreadsheet program and save it again.", broken);
        }
    }

    private Table Read()
    {
        var sheet = SheetPath();
        var strings = Strings();
        using var styles = Open("xl/styles.xml");
        var formats = new SpreadsheetFormats(styles, _from1904);
        using var reader = Open(sheet) ?? throw new InvalidDataException($"{_name} is no workbook: it has no sheet.");
        Table? table = null;
        var line = 0;
        while (reader.Read())
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "row" })
                continue;
            line = int.TryParse(reader.GetAttribute("r"), out var given) ? given : line + 1;
            var row = new SpreadsheetRow(strings, formats);
            using (var inner = reader.ReadSubtree())
                row.Read(inner, _name);
            if (table is not null)
                table.Add(line, [.. row.Cells], row.Problem ?? Extra(table, row.Cells));
            else if (row.Cells.Exists(cell => !string.IsNullOrWhiteSpace(cell)))
                table = new Table(_name, [.. row.Cells]);
        }

        return table ?? throw new InvalidDataException($"{_name} is empty: the first row of its first sheet names the columns.");
    }

    private static string? Extra(Table table, List<string> cells) =>
        cells.Skip(table.Headers.Count).Any(cell => !string.IsNullOrWhiteSpace(cell)) ? "The row has a cell beyond the last column that has a name." : null;

    private string SheetPath()
    {
        using var workbook = Open("xl/workbook.xml") ?? throw new InvalidDataException($"{_name} is no workbook: a CSV file or an .xlsx workbook is read.");
        string? id = null;
        while (workbook.Read())
        {
            if (workbook is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                _from1904 = workbook.GetAttribute("date1904") is "1" or "true";
            if (id is null && workbook is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && workbook.GetAttribute("state") is null or "visible")
                id = workbook.GetAttribute("id", Relations);
        }

        using var relations = Open("xl/_rels/workbook.xml.rels");
        while (relations?.Read() == true)
        {
            if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && relations.GetAttribute("Id") == id && relations.GetAttribute("Target") is { } target)
                return target.StartsWith('/') ? target[1..] : $"xl/{target}";
        }

        throw new InvalidDataException($"{_name} is no workbook: it has no visible sheet.");
    }

    private List<string> Strings()
    {
        var strings = new List<string>();
        using var reader = Open("xl/sharedStrings.xml");
        while (reader?.Read() == true)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "si" })
                continue;
            using var item = reader.ReadSubtree();
            strings.Add(SpreadsheetRow.TextOf(item));
        }

        return strings;
    }

    private XmlReader? Open(string path)
    {
        var entry = _archive.Entries.FirstOrDefault(entry => entry.FullName.Equals(path, StringComparison.OrdinalIgnoreCase));
        return entry is null ? null : XmlReader.Create(entry.Open(), Settings);
    }
}
