using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CsvHelper;

namespace CreditBridge.Core.Tables;

/// <summary>
/// Comma, semicolon or tab between cells, UTF-8 with or without its mark. A quote that is never closed would swallow the rest of the file: then line breaks in
/// quotes are no longer believed, and only the row with the stray quote is refused.
/// </summary>
internal static partial class CsvTable
{
    private const string StrayQuote = "A quote in this line is not closed where it should be.";

    private static readonly char[] Separators = [',', ';', '\t'];

    public static Table Read(string name, byte[] content)
    {
        var text = Decode(name, content);
        var hint = Hint().Match(text);
        var separator = hint.Success ? hint.Groups[1].Value[0] : Detect(text);
        var start = hint.Length;
        return Read(name, text[start..], separator, hint.Success ? 1 : 0, true) ?? Read(name, text[start..], separator, hint.Success ? 1 : 0, false)!;
    }

    /// <returns>Null when a quote that spans lines is not closed where it should be.</returns>
    private static Table? Read(string name, string text, char separator, int linesBefore, bool trusting)
    {
        string? malformed = null;
        using var reader = CsvReader.FromText(text, CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = trusting,
            MaxRecordSize = TableFile.MostBytes,
            OnMalformedRecord = record =>
            {
                if (record.Reason is CsvMalformedReason.TextAfterClosingQuote or CsvMalformedReason.UnterminatedQuote)
                    malformed = StrayQuote;
            },
        });
        if (!reader.Read())
            throw new InvalidDataException($"{name} is empty: the first row names the columns.");
        var table = new Table(name, [.. Cells(reader).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()]);
        while (true)
        {
            malformed = null;
            if (!reader.Read())
                return table;
            if (malformed is not null && trusting)
                return null;
            if (!trusting && int.IsOddInteger(reader.RawRecord.Count((byte)'"')))
                malformed = StrayQuote;
            var cells = Cells(reader);
            var problem = malformed ?? (cells.Length > table.Headers.Count && Array.Exists(cells[table.Headers.Count..], cell => cell.Length > 0)
                ? $"The row has {cells.Length} cells, the header has {table.Headers.Count}."
                : Formula(table, cells));
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Unprotected(cells[i]);
            table.Add((int)reader.LineNumber + linesBefore, cells, problem);
        }
    }

    private static string[] Cells(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    /// <summary>We write an apostrophe before a text that a spreadsheet would take for a formula: here it goes again.</summary>
    private static string Unprotected(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;

    private static string? Formula(Table table, string[] cells)
    {
        var at = Array.FindIndex(cells, cell => cell is ['=', ..]);
        return at < 0 ? null : $"'{(at < table.Headers.Count ? table.Headers[at] : "")}' holds a formula: put its value there.";
    }

    private static string Decode(string name, byte[] content)
    {
        if (content is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(content.AsSpan(2));
        if (!Utf8.IsValid(content))
            throw new InvalidDataException($"{name} is not UTF-8 text: in Excel, save it as 'CSV UTF-8 (comma delimited)'.");
        if (content.AsSpan().Contains((byte)0))
            throw new InvalidDataException($"{name} is neither text nor a workbook: a CSV file or an .xlsx workbook is read.");
        return Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
    }

    /// <summary>What stands most often in the header, outside quotes.</summary>
    private static char Detect(string text)
    {
        var (counts, quoted) = (new int[Separators.Length], false);
        foreach (var c in text.AsSpan().TrimStart())
        {
            if (c is '\n' && !quoted)
                break;
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && Array.IndexOf(Separators, c) is var index and >= 0)
                counts[index]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }

    [GeneratedRegex(@"^sep=([,;\t])\r?\n", RegexOptions.IgnoreCase)]
    private static partial Regex Hint();
}
