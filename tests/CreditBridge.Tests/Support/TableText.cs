using System.Text;
using CreditBridge.Core.Tables;

namespace CreditBridge.Tests.Support;

/// <summary>A table of texts that a test edits as a person would in a spreadsheet.</summary>
internal sealed class TableText
{
    private readonly List<string> _headers;

    public TableText(params string[] headers) => _headers = [.. headers];

    public TableText(byte[] file)
    {
        var table = TableFile.Read("file", file);
        _headers = [.. table.Headers];
        Rows.AddRange(table.Rows.Select(row => _headers.ToDictionary(header => header, header => row[header])));
    }

    public List<Dictionary<string, string>> Rows { get; } = [];

    public Dictionary<string, string> Row(string column, string value) => Rows.First(row => row[column] == value);

    public TableText Add(params string[] cells)
    {
        Rows.Add(_headers.Select((header, i) => (header, cell: i < cells.Length ? cells[i] : "")).ToDictionary(pair => pair.header, pair => pair.cell));
        return this;
    }

    public Table Read(string name = "file.csv") => TableFile.Read(name, Encoding.UTF8.GetBytes(Text()));

    public string Text()
    {
        var text = new StringBuilder().AppendLine(string.Join(',', _headers));
        foreach (var row in Rows)
            text.AppendLine(string.Join(',', _headers.Select(header => $"\"{row[header].Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        return text.ToString();
    }
}
