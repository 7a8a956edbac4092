using System.Diagnostics.CodeAnalysis;
using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>Gathers badge files, each of one or more records, into pages: a page is full at its most records, or when its pictures weigh much.</summary>
internal sealed class BadgePages(TimeProvider time)
{
    private const long MostBytes = 16 << 20;

    private readonly BadgeFile _reader = new(time);
    private readonly List<IncomingRecord> _records = [];
    private readonly Dictionary<string, string> _checkpoints = [];
    private long _bytes;
    private string _last = "";

    /// <returns>Whether there is a full page: the files before this one.</returns>
    public bool Add(DropFile file, string hash, [NotNullWhen(true)] out IntakePage? full)
    {
        var records = _reader.Read(file, hash);
        full = _records.Count > 0 && (_records.Count + records.Count > IntakePage.MostRecords || _bytes + file.Length > MostBytes) ? Take() : null;
        _records.AddRange(records);
        _checkpoints[file.Name] = FilePull.DoneValue(file, hash);
        (_bytes, _last) = (_bytes + file.Length, file.Name);
        return full is not null;
    }

    public IntakePage? Rest() => _records.Count == 0 ? null : Take();

    private IntakePage Take()
    {
        var page = new IntakePage([.. _records], new Dictionary<string, string>(_checkpoints), _last);
        _records.Clear();
        _checkpoints.Clear();
        _bytes = 0;
        return page;
    }
}
