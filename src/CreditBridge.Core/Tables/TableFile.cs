namespace CreditBridge.Core.Tables;

/// <summary>Reads a table from a file of either kind, and writes one. What the file is, its first bytes say; its name only says it in sentences.</summary>
public static class TableFile
{
    public const int MostBytes = 20 * 1024 * 1024;

    private static readonly byte[] Zip = "PK"u8.ToArray();
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0];

    /// <exception cref="InvalidDataException">It is no table, or more than is read; the message is a sentence for the sender.</exception>
    public static Table Read(string name, byte[] content)
    {
        if (content.Length > MostBytes)
            throw new InvalidDataException($"{name} has {content.Length / 1024.0 / 1024:0.0} MB; at most {MostBytes / 1024 / 1024} MB are read.");
        if (content.AsSpan().StartsWith(OldOffice))
            throw new InvalidDataException($"{name} is an old or a protected workbook: save it as .xlsx without a password, or as CSV UTF-8.");
        return content.AsSpan().StartsWith(Zip) ? Spreadsheet.Read(name, content) : CsvTable.Read(name, content);
    }

    /// <exception cref="InvalidDataException">The file is not there, or is no table.</exception>
    public static async Task<Table> ReadAsync(string path, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InvalidDataException($"There is no file {path}.");
        if (file.Length > MostBytes)
            throw new InvalidDataException($"{file.Name} has {file.Length / 1024.0 / 1024:0.0} MB; at most {MostBytes / 1024 / 1024} MB are read.");
        return Read(file.Name, await File.ReadAllBytesAsync(path, cancellation));
    }
}
