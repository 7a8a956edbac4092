using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors.Folder;

namespace CreditBridge.Jobs.Connectors.ExamScores;

/// <summary>The scores of one file, a line at a time. A corrected score has the id of the one it corrects: student, exam, date and administration; the newer file wins.</summary>
internal sealed class ScoreFile(ScoreSettings settings, string partner, DateTime now)
{
    private readonly RecordFields _fields = new(partner, DateOnly.FromDateTime(now));

    /// <exception cref="FormatException">No line of the file can be read; a sentence says why.</exception>
    public IEnumerable<IncomingRecord> Read(DropFile file)
    {
        using var stream = FileText.OpenUtf8(file);
        var reader = new LineReader(stream, stream.ReadByte() == 0xEF ? 3 : 0);
        var (header, number) = ((string?)null, 0);
        if (settings.HasHeader)
        {
            header = reader.Read() is { IsTooLong: false } first ? Encoding.UTF8.GetString(first.Bytes.Span) : throw new FormatException($"{file.Name}:1 is no header.");
            number++;
        }

        var columns = Columns(file.Name, header);
        // A file from tomorrow, by a clock that is wrong, must not be refused line by line.
        var writtenAt = file.WrittenAt < now ? file.WrittenAt : now;
        while (reader.Read() is { } line)
        {
            number++;
            if (!line.Bytes.Span.Trim((byte)' ').IsEmpty)
                yield return Record(line, columns, header, $"{file.Name}:{number}", writtenAt);
        }
    }

    public IncomingRecord ReadOne(QuarantinedRecord record)
    {
        var bytes = Encoding.UTF8.GetBytes(record.Payload);
        return Record(new TextLine(bytes, bytes.Length, 0), Columns(record.Location, record.Header), record.Header, record.Location, writtenAt: null);
    }

    private ScoreColumns Columns(string place, string? header)
    {
        try
        {
            return new(settings, header);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"{place} cannot be read by the settings. {problem.Message}");
        }
    }

    private IncomingRecord Record(TextLine line, ScoreColumns columns, string? header, string location, DateTime? writtenAt)
    {
        var payload = Encoding.UTF8.GetString(line.Bytes.Span);
        IncomingRecord.Refused Refused(string reason, string sentence) => new(location, payload, CredentialFormat.Csv, header, reason, sentence);
        if (line.IsTooLong)
            return Refused("line-long", $"The line has {line.Length} bytes; at most {TextLine.MostBytes} are read. The first {line.Bytes.Length} are kept here, all of it in the file.");
        if (line.Bytes.Span.Contains((byte)0))
            return Refused("nul", "The line has a NUL character in it.");
        if (!Utf8.IsValid(line.Bytes.Span))
            return Refused("encoding", "The line is not valid UTF-8.");
        if (columns.Cells(payload) is not { } cells)
            return Refused("columns", "The line has not as many columns as the header, or a quote that is not closed.");
        string? Text(string? column) => columns.Text(cells, column);
        var (student, name, exam, score) = (Text(settings.StudentNumber), Text(settings.StudentName), Text(settings.Exam), Text(settings.Score));
        if (exam is null || score is null)
            return Refused(exam is null ? "exam-missing" : "score-missing", exam is null ? "The exam's code is empty." : "The score is empty.");
        if (student is null && name is null)
            return Refused("recipient-missing", "Neither a student number nor a name says whose it is.");
        if (!TryDate(Text(settings.Date), out var date) || date is null)
            return Refused("date", $"The exam's date '{Shortened(Text(settings.Date))}' is not written as {settings.DateFormat}.");
        if (!TryDate(Text(settings.BirthDate), out var born))
            return Refused("birth-date", $"The birth date '{Shortened(Text(settings.BirthDate))}' is not written as {settings.DateFormat}.");
        var isNumber = RecordFields.TryNumber(score, out _);
        // Of whom without a number it is known only what they are called: the id is theirs, and a person matches it.
        string[] whose = student is not null ? ["", student] : ["name", name!.ToUpperInvariant(), $"{born:yyyy-MM-dd}"];
        var id = $"{exam}-{date:yyyyMMdd}-{PayloadHash.Of(string.Concat(whose.Append(Text(settings.Administration) ?? "").Select(part => $"{part.Length}:{part}")))[..24]}";
        return _fields.Read(location, payload, CredentialFormat.Csv, header, PayloadHash.Of($"{settings.Mapping}\n{header}\n{payload}"), field => field switch
        {
            "id" => id,
            "achievement_id" => exam,
            "achievement_name" => Text(settings.ExamName),
            RecordFields.StudentNumber => student,
            RecordFields.User => student is null ? id : null,
            "recipient_name" => name,
            "recipient_birth_date" => born?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "issued_on" => date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "scale" => settings.Scale,
            "result" => isNumber ? score : null,
            "result_text" => isNumber ? null : score,
            "result_max" => isNumber ? settings.HighestScore?.ToString(CultureInfo.InvariantCulture) : null,
            "updated_at" => writtenAt?.ToString("O", CultureInfo.InvariantCulture),
            _ => null,
        });
    }

    private bool TryDate(string? text, out DateOnly? date)
    {
        date = text is not null && DateOnly.TryParseExact(text, settings.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return text is null || date is not null;
    }

    private static string Shortened(string? text) => text is null ? "" : text.Length <= 40 ? text : text[..40] + "…";
}
