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

    public static List<T> Rows<T>(string path)
    {
        using var reader = CsvReader.FromFile(path, Comma);
        return [.. reader.GetRecords<T>()];
    }
}
