using System.Text;
using System.Text.Unicode;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CsvHelper;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>
/// The records of a CSV file with a header row (RFC 4180). A quote that is opened and never closed would swallow the rest of the file, and a line may have no
/// end: then that one line is set aside and reading goes on with the next.
/// </summary>
internal sealed class CsvFile(DropFile file, RecordFields fields)
{
    private const int MostColumns = 500;

    /// <summary>After so many broken records line breaks in quotes are no longer believed, so that a hostile file costs no more than its length.</summary>
    private const int MostBroken = 100;

    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with
    {
        Separator = ',',
        HasHeader = false,
        MaxRecordSize = TextLine.MostBytes,
        TrackLineNumbers = true,
        TrimWhitespace = true,
    };

    private string _header = "";
    private Dictionary<string, int> _columns = [];
    private int _columnCount;
    private long _offset;
    private long _line = 1;
    private int _broken;
    private bool _atEnd;
    private bool _malformed;

    /// <exception cref="FormatException">No row of the file can be read; a sentence says why.</exception>
    public IEnumerable<IncomingRecord> Read()
    {
        using var stream = FileText.OpenUtf8(file);
        while (!_atEnd)
        {
            foreach (var record in ReadOn(stream))
                yield return record;
            if (!_atEnd && SetLineAside(stream) is { } refused)
                yield return refused;
        }
    }

    /// <summary>One record alone, under its header: for a replay from quarantine.</summary>
    public static IncomingRecord ReadOne(string location, string header, string payload, RecordFields fields)
    {
        using var reader = CsvReader.FromText($"{header}\n{payload}", Options);
        var alone = new CsvFile(DropFile.None, fields);
        if (!reader.Read())
            throw new FormatException("The header is empty.");
        alone.ReadHeader(reader);
        return reader.Read()
            ? alone.Record(reader, location)
            : new IncomingRecord.Refused(location, payload, CredentialFormat.Csv, header, "empty", "The record is empty.");
    }

    private IEnumerable<IncomingRecord> ReadOn(Stream stream)
    {
        var (start, firstLine) = (_offset, _line);
        stream.Position = start;
        using var reader = CsvReader.Create(stream, Options with { AllowLineBreaksInQuotes = _broken < MostBroken, OnMalformedRecord = Note }, leaveOpen: true);
        while (TryRead(reader))
        {
            _line = firstLine + reader.LineNumber - 1;
            var lines = reader.RawRecord.Count((byte)'\n') + 1;
            var isBroken = reader.FieldCount != _columnCount || _malformed;
            if (_columnCount > 0 && lines > 1 && isBroken)
            {
                _offset = start + reader.ByteOffset;
                yield break;
            }

            (_offset, var at) = (start + reader.ByteOffset + reader.RawRecord.Length, _line);
            _line += lines;
            if (_columnCount == 0)
                ReadHeader(reader);
            else
                yield return Record(reader, $"{file.Name}:{at}");
        }
    }

    /// <summary>Text after a closing quote, or a quote without its end: over several lines that is two records run together.</summary>
    private void Note(CsvMalformedRecord record)
    {
        if (record.Reason is CsvMalformedReason.TextAfterClosingQuote or CsvMalformedReason.UnterminatedQuote)
            _malformed = true;
    }

    private bool TryRead(CsvReader reader)
    {
        try
        {
            _malformed = false;
            _atEnd = !reader.Read();
            return !_atEnd;
        }
        catch (CsvFormatException) when (_columnCount > 0)
        {
            return false;
        }
        catch (CsvFormatException exception)
        {
            throw new FormatException($"{file.Name}:1 is no header row: it has no end within {TextLine.MostBytes / 1024} KiB.", exception);
        }
    }

    private void ReadHeader(CsvReader reader)
    {
        if (reader.FieldCount > MostColumns)
            throw new FormatException($"{file.Name}:1 has {reader.FieldCount} columns; at most {MostColumns} are read.");
        _columnCount = reader.FieldCount;
        _header = Encoding.UTF8.GetString(reader.RawRecord).TrimStart('\uFEFF');
        var names = Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetString(index).Trim().TrimStart('\uFEFF').ToLowerInvariant()).ToList();
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Key.Length > 0 && group.Count() > 1) is { } twice)
            throw new FormatException($"{file.Name}:1 names the column '{twice.Key}' twice.");
        _columns = names.Select((name, index) => (name, index)).Where(column => column.name.Length > 0).ToDictionary(column => column.name, column => column.index, StringComparer.Ordinal);
        if (RecordFields.Required.FirstOrDefault(name => !_columns.ContainsKey(name)) is { } missing)
            throw new FormatException($"{file.Name}:1 has no column '{missing}'; needed are {string.Join(", ", RecordFields.Required)} and {RecordFields.Email} or {RecordFields.StudentNumber}.");
        if (!_columns.ContainsKey(RecordFields.Email) && !_columns.ContainsKey(RecordFields.StudentNumber))
            throw new FormatException($"{file.Name}:1 has neither a column '{RecordFields.Email}' nor '{RecordFields.StudentNumber}'.");
    }

    private IncomingRecord Record(CsvReader reader, string location)
    {
        var payload = Encoding.UTF8.GetString(reader.RawRecord);
        if (reader.RawRecord.Contains((byte)0))
            return new IncomingRecord.Refused(location, payload, CredentialFormat.Csv, _header, "nul", "The line has a NUL character in it.");
        if (!Utf8.IsValid(reader.RawRecord))
            return new IncomingRecord.Refused(location, payload, CredentialFormat.Csv, _header, "encoding", "The line is not valid UTF-8.");
        if (reader.FieldCount != _columnCount)
            return new IncomingRecord.Refused(location, payload, CredentialFormat.Csv, _header, "columns", $"The row has {reader.FieldCount} columns, the header has {_columnCount}.");
        return fields.Read(location, payload, CredentialFormat.Csv, _header, Hash(payload), name =>
            _columns.TryGetValue(name, out var index) && reader.GetString(index) is { Length: > 0 } text ? text : null);
    }

    /// <summary>Over header and record: the same text under other columns is another content.</summary>
    private string Hash(string payload) => PayloadHash.Of($"{_header}\n{payload}");

    private IncomingRecord.Refused? SetLineAside(Stream stream)
    {
        _broken++;
        var reader = new LineReader(stream, _offset);
        var line = reader.Read();
        while (line is { Bytes.Length: 0 })
            line = reader.Read();
        if (line is not { } broken)
        {
            _atEnd = true;
            return null;
        }

        var sentence = broken.IsTooLong
            ? $"The line has {broken.Length} bytes; at most {TextLine.MostBytes} are read. The first {broken.Bytes.Length} are kept here, all of it in the file."
            : "The line opens a quote that is not closed where it should be, so its record does not end; only this line was set aside.";
        var refused = new IncomingRecord.Refused($"{file.Name}:{_line}", Encoding.UTF8.GetString(broken.Bytes.Span), CredentialFormat.Csv, _header, broken.IsTooLong ? "line-long" : "quote", sentence);
        (_offset, _line) = (broken.Next, _line + 1);
        return refused;
    }
}
