using System.Globalization;
using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>The pull of one file: whether it is due, from which record, and its pages with their checkpoints.</summary>
internal sealed class FilePull
{
    private const string Done = "done";

    private readonly DropFile _file;
    private readonly int _skip;
    private string? _failure;

    private FilePull(DropFile file, string hash, int skip, bool isDue, string? problem, bool isFailure = false) =>
        (_file, Hash, _skip, IsDue, Problem, IsFailure) = (file, hash, skip, isDue, problem, isFailure);

    public string Hash { get; }

    public bool IsDue { get; }

    /// <summary>A sentence for the run, or null.</summary>
    public string? Problem { get; }

    public bool IsFailure { get; }

    public static async Task<FilePull> BeginAsync(DropFile file, FolderManifest manifest, string? checkpoint, CancellationToken cancellation)
    {
        if (file.Source.IsFar && LooksTaken(file, manifest, checkpoint))
            return new(file, "", 0, false, null);
        string hash;
        try
        {
            hash = await file.HashAsync(cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(file, "", 0, false, $"{file.Name} cannot be read: {exception.Message}", isFailure: true);
        }

        if (file.HasChanged)
            return new(file, hash, 0, false, $"{file.Name} is still being written: it is left for the next run.");
        if (checkpoint is not null && checkpoint.StartsWith($"{hash}:{Done}", StringComparison.Ordinal))
            return new(file, hash, 0, false, null);
        string? problem = null;
        if (manifest[file.Name] is { } entry && !string.Equals(entry.Sha256, hash, StringComparison.OrdinalIgnoreCase))
        {
            if (file.WrittenAt <= manifest.WrittenAt)
                return new(file, hash, 0, false, $"{file.Name} is not the file that {FolderManifest.FileName} describes (SHA-256 differs): it is left until the partner sends it again.");
            problem = $"{file.Name} was changed after {FolderManifest.FileName} was written; it was read as it is.";
        }

        var skip = checkpoint is not null && checkpoint.StartsWith(hash + ":", StringComparison.Ordinal)
            ? int.Parse(checkpoint[(hash.Length + 1)..], CultureInfo.InvariantCulture)
            : 0;
        return new(file, hash, skip, true, problem);
    }

    public static string DoneValue(DropFile file, string hash) => $"{hash}:{Done}{(file.Source.IsFar ? Look(file) : "")}";

    /// <summary>The last page is held back until the file is seen to be still the same.</summary>
    public IEnumerable<IntakePage> Pages(IEnumerable<IncomingRecord> records)
    {
        var page = new List<IncomingRecord>(IntakePage.MostRecords);
        var taken = 0;
        using var reading = records.GetEnumerator();
        while (Next(reading))
        {
            if (++taken <= _skip)
                continue;
            if (page.Count == IntakePage.MostRecords)
            {
                yield return PageOf(page, $"{Hash}:{(taken - 1).ToString(CultureInfo.InvariantCulture)}", taken - 1);
                page.Clear();
            }

            page.Add(reading.Current);
        }

        if (_failure is not null)
            yield return IntakePage.Notice(_file.Name, _failure);
        else if (_file.HasChanged)
            yield return IntakePage.Notice(_file.Name, $"{_file.Name} changed while it was read: the rest is left for the next run.");
        else
            yield return PageOf(page, DoneValue(_file, Hash), taken);
    }

    private static string Look(DropFile file) => $":{file.Length}:{file.WrittenAt.Ticks}";

    /// <summary>Length and time are as they were, and no manifest says that something else lies there by now.</summary>
    private static bool LooksTaken(DropFile file, FolderManifest manifest, string? checkpoint) => checkpoint is not null && checkpoint.EndsWith($":{Done}{Look(file)}", StringComparison.Ordinal)
        && (manifest[file.Name] is not { } entry || checkpoint.StartsWith(entry.Sha256, StringComparison.OrdinalIgnoreCase));

    private bool Next(IEnumerator<IncomingRecord> reading)
    {
        try
        {
            return reading.MoveNext();
        }
        catch (FormatException exception)
        {
            _failure = exception.Message;
            return false;
        }
    }

    private IntakePage PageOf(List<IncomingRecord> page, string checkpoint, int taken) => new(
        [.. page],
        new Dictionary<string, string> { [_file.Name] = checkpoint },
        $"{_file.Name}, {taken} records");
}
