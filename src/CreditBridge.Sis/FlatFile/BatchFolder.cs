using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace CreditBridge.Sis.FlatFile;

/// <summary>
/// The folder of batches. A batch appears whole or not at all: it is written beside its place, flushed to the disk, then renamed. Its manifest (rows,
/// SHA-256) is there before it. Batches never change, so each is read once and remembered.
/// </summary>
internal sealed class BatchFolder(string folder)
{
    private static readonly CsvReaderOptions Comma = CsvReaderOptions.Default with { Separator = ',' };
    private static readonly CsvWriterOptions Lines = CsvWriterOptions.Default with { NewLine = "\n" };

    private readonly Dictionary<string, SisEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AcknowledgementRow> _acknowledged = new(StringComparer.Ordinal);

    /// <summary>Entries of every batch in the folder, by key.</summary>
    public IReadOnlyDictionary<string, SisEntry> Entries
    {
        get
        {
            Refresh();
            return _entries;
        }
    }

    public IReadOnlyDictionary<string, AcknowledgementRow> Acknowledged
    {
        get
        {
            Refresh();
            return _acknowledged;
        }
    }

    /// <summary>Makes the batch; the rename is the moment it is handed over.</summary>
    /// <param name="mayLeave">Asked once more just before the rename.</param>
    /// <returns>The batch's name, or null when it was not allowed to leave.</returns>
    public string? Write(IReadOnlyList<CreditPosting> postings, DateTime at, Func<bool> mayLeave)
    {
        Directory.CreateDirectory(folder);
        var keys = string.Join('\n', postings.Select(posting => posting.Key).Order(StringComparer.Ordinal));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys)))[..16];
        var name = string.Create(CultureInfo.InvariantCulture, $"credit-{at:yyyyMMdd}-{digest}.csv");
        var content = Content(postings);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new { file = name, rows = postings.Count, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) });
        Place(name + ".manifest.json", manifest, () => true);
        return Place(name, content, mayLeave) ? name : null;
    }

    private static byte[] Content(IReadOnlyList<CreditPosting> postings)
    {
        using var buffer = new MemoryStream();
        using (var writer = CsvWriter.Create(buffer, Lines, leaveOpen: true))
            writer.WriteRecords(postings.Select(BatchRow.Of));
        return buffer.ToArray();
    }

    private bool Place(string name, byte[] content, Func<bool> mayLeave)
    {
        var path = Path.Combine(folder, name);
        var temporary = path + ".part";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        if (!mayLeave())
        {
            File.Delete(temporary);
            return false;
        }

        File.Move(temporary, path, overwrite: true);
        return true;
    }

    private void Refresh()
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder, "credit-*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = new FileInfo(path);
            var isAnswer = file.Name.EndsWith(".ack.csv", StringComparison.Ordinal);
            // A batch never changes; an acknowledgement may still be growing. A file counts as read once it was read to its end.
            var key = isAnswer ? $"{file.Name}/{file.Length}/{file.LastWriteTimeUtc.Ticks}" : file.Name;
            if (_read.Contains(key))
                continue;
            if (isAnswer)
            {
                foreach (var row in Rows<AcknowledgementRow>(path))
                    _acknowledged[row.Key] = row;
            }
            else
            {
                foreach (var row in Rows<BatchRow>(path))
                    _entries.TryAdd(row.Key, new SisEntry(row.Key, file.Name, row.StudentNumber, row.Credits) { Reverses = row.Reverses is { Length: > 0 } taken ? taken : null });
            }

            _read.Add(key);
        }
    }

    private static List<T> Rows<T>(string path)
    {
        try
        {
            using var reader = CsvReader.FromFile(path, Comma);
            return [.. reader.GetRecords<T>()];
        }
        catch (Exception problem) when (problem is not IOException)
        {
            // Whatever keys it holds may be in the student system: nothing is sent until a person has looked at it.
            throw new IOException($"{path} is no batch of ours: move it away, or mend it. {problem.Message}", problem);
        }
    }
}
