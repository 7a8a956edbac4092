using CsvHelper;

namespace CreditBridge.Sis.Files;

/// <summary>Comma-separated rows under a header, as every loader reads them.</summary>
internal static class CsvFile
{
    private static readonly CsvReaderOptions Comma = CsvReaderOptions.Default with { Separator = ',' };
    private static readonly CsvWriterOptions Lines = CsvWriterOptions.Default with { NewLine = "\n" };

    public static byte[] Of<T>(IEnumerable<T> rows)
    {
        using var buffer = new MemoryStream();
        using (var writer = CsvWriter.Create(buffer, Lines, leaveOpen: true))
            writer.WriteRecords(rows);
        return buffer.ToArray();
    }

    /// <summary>Texts of others under columns of ours; none is taken for a formula by whoever opens it.</summary>
    public static byte[] Of(IReadOnlyList<string> columns, IEnumerable<string?[]> rows)
    {
        using var buffer = new MemoryStream();
        using (var writer = CsvWriter.Create(buffer, Lines with { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            writer.WriteRecord([.. columns]);
            foreach (var row in rows)
                writer.WriteRecord([.. row.Select(cell => cell ?? "")]);
        }

        return buffer.ToArray();
    }

    public static List<T> Rows<T>(string path)
    {
        using var reader = CsvReader.FromFile(path, Comma);
        return [.. reader.GetRecords<T>()];
    }
}
