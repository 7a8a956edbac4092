using System.Buffers;

namespace CreditBridge.Jobs.Demo.Files;

/// <summary>credentials.csv: a header row, then a row for each credential.</summary>
internal sealed class CsvDropFile : DropFile
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public CsvDropFile(string path)
        : base(path) => Text.WriteLine(string.Join(',', PartnerRow.Columns));

    protected override void Write(PartnerRow row, RowFlaw flaw)
    {
        var values = row.Values(flaw);
        var count = flaw == RowFlaw.BrokenOff ? values.Length / 2 : values.Length;
        for (var column = 0; column < count; column++)
        {
            if (column > 0)
                Text.Write(',');
            var value = values[column];
            if (value is not null && value.AsSpan().ContainsAny(Quoted))
                value = $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            Text.Write(value);
        }

        Text.WriteLine();
    }
}
