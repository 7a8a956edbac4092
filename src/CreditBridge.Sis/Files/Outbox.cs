using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CreditBridge.Sis.Files;

/// <summary>The folder of files that were handed over, with their acknowledgements. A file never changes, so each is read once and remembered.</summary>
internal sealed class Outbox(IShelf shelf, IFileFormat format)
{
    private const string Answer = ".ack.csv";
    private const long MostBytes = 8 << 20;

    private readonly Dictionary<string, SisEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AcknowledgementRow> _answers = new(StringComparer.Ordinal);

    /// <summary>Entries of every file in the folder and below, by key.</summary>
    public IReadOnlyDictionary<string, SisEntry> Entries
    {
        get
        {
            Refresh();
            return _entries;
        }
    }

    /// <summary>What <see cref="Entries"/> knows of the acknowledgement of one of them; null: none came.</summary>
    public AcknowledgementRow? AnswerTo(SisEntry entry) =>
        _answers.GetValueOrDefault(entry.Key) ?? _answers.GetValueOrDefault(Path.GetFileNameWithoutExtension(entry.Reference));

    /// <summary>Hands a file over. Its manifest (rows, SHA-256) is there before it.</summary>
    /// <param name="at">UTC.</param>
    /// <returns>The file's name, or null when it was not allowed to leave.</returns>
    public string? Write(IReadOnlyList<CreditPosting> postings, DateTime at, Func<bool> mayLeave)
    {
        var keys = string.Join('\n', postings.Select(posting => posting.Key).Order(StringComparer.Ordinal));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys)))[..16];
        var name = string.Create(CultureInfo.InvariantCulture, $"{format.Prefix}-{at:yyyyMMdd}-{digest}{format.Ending}");
        var content = format.Write(name, postings, at);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new { file = name, rows = postings.Count, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) });
        return shelf.Place(name + ".manifest.json", manifest, mayLeave) && shelf.Place(name, content, mayLeave) ? name : null;
    }

    private void Refresh()
    {
        foreach (var file in shelf.Files().Where(file => file.Name.StartsWith($"{format.Prefix}-", StringComparison.Ordinal)).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var isAnswer = file.Name.EndsWith(Answer, StringComparison.Ordinal);
            if (!isAnswer && !file.Name.EndsWith(format.Ending, StringComparison.Ordinal))
                continue;
            // What was handed over never changes; an acknowledgement may still be growing. A file counts as read once it was read to its end.
            var key = isAnswer ? $"{file.Name}/{file.Length}/{file.ChangedAt.Ticks}" : file.Name;
            if (_read.Contains(key))
                continue;
            if (isAnswer)
            {
                foreach (var row in Understood(file, CsvFile.Rows<AcknowledgementRow>))
                    _answers[row.Key] = row;
            }
            else
            {
                foreach (var entry in Understood(file, format.Read))
                    _entries.TryAdd(entry.Key, entry with { Reference = file.Name });
            }

            _read.Add(key);
        }
    }

    private List<T> Understood<T>(ShelfFile file, Func<string, IEnumerable<T>> read)
    {
        if (file.Length > MostBytes)
            throw new IOException($"{file.Path} is larger than {MostBytes >> 20} MB, which none of ours is: move it away.");
        try
        {
            return shelf.Read(file, path => read(path).ToList());
        }
        catch (Exception problem) when (problem is not (IOException or SisException))
        {
            // Whatever keys it holds may be in the student system: nothing is sent until a person has looked at it.
            throw new IOException($"{file.Path} is no file of ours: move it away, or mend it. {Words.Of(problem.Message)}", problem);
        }
    }
}
