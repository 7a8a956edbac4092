using System.IO.Compression;

namespace CreditBridge.Core.Tables;

/// <summary>
/// What a workbook must not be, asked before any of it is unpacked: a small file can hold gigabytes. The lengths an archive declares can be believed: no entry
/// unpacks to more than it declares.
/// </summary>
internal static class SpreadsheetGuard
{
    private const long MiB = 1024 * 1024;
    private const long MostPacked = 5 * MiB;
    private const long MostUnpacked = 50 * MiB;
    private const int MostEntries = 200;
    private const int MostRatio = 200;

    public static ZipArchive Open(string name, byte[] content)
    {
        if (content.Length > MostPacked)
            throw new InvalidDataException($"{name} has {content.Length / (double)MiB:0.0} MB; a workbook has at most {MostPacked / MiB} MB: save it as CSV UTF-8.");
        var archive = Open(name, new MemoryStream(content, writable: false));
        if (archive.Entries.Count > MostEntries)
            throw new InvalidDataException($"{name} has {archive.Entries.Count} parts; a workbook has at most {MostEntries}.");
        var unpacked = archive.Entries.Sum(entry => entry.Length);
        if (unpacked > MostUnpacked || archive.Entries.Any(entry => entry.Length > MiB / 16 && entry.Length / Math.Max(1, entry.CompressedLength) > MostRatio))
            throw new InvalidDataException($"{name} would unpack to {unpacked / (double)MiB:N0} MB: that is no plain table, and it was not opened. Save the rows as CSV UTF-8.");
        if (archive.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidDataException($"{name} has macros in it: save it as a workbook without macros (.xlsx).");
        if (archive.Entries.Any(entry => entry.FullName.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidDataException($"{name} has links to other workbooks: put the values in their place.");
        return archive;
    }

    private static ZipArchive Open(string name, Stream content)
    {
        try
        {
            var archive = new ZipArchive(content, ZipArchiveMode.Read);
            // The list of parts is read only now.
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidDataException($"{name} is a damaged workbook: open it in a spreadsheet program and save it again.", broken);
        }
    }
}
