using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>One JSON object a line, its members named as the CSV columns.</summary>
internal sealed class NdjsonFile(DropFile file, RecordFields fields)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <exception cref="FormatException">The file is no UTF-8 text.</exception>
    public IEnumerable<IncomingRecord> Read()
    {
        using var stream = FileText.OpenUtf8(file);
        var reader = new LineReader(stream, stream.ReadByte() == 0xEF ? 3 : 0);
        for (var number = 1; reader.Read() is { } line; number++)
        {
            if (line.Bytes.Length > 0)
                yield return Record(line, $"{file.Name}:{number}");
        }
    }

    public IncomingRecord ReadOne(string location, string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return Record(new TextLine(bytes, bytes.Length, 0), location);
    }

    private IncomingRecord Record(TextLine line, string location)
    {
        var payload = Encoding.UTF8.GetString(line.Bytes.Span);
        IncomingRecord Refused(string reason, string sentence) => new IncomingRecord.Refused(location, payload, CredentialFormat.Ndjson, null, reason, sentence);
        if (line.IsTooLong)
            return Refused("line-long", $"The line has {line.Length} bytes; at most {TextLine.MostBytes} are read. The first {line.Bytes.Length} are kept here, all of it in the file.");
        if (line.Bytes.Span.Contains((byte)0))
            return Refused("nul", "The line has a NUL character in it.");
        if (!Utf8.IsValid(line.Bytes.Span))
            return Refused("encoding", "The line is not valid UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(line.Bytes, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? fields.Read(location, payload, CredentialFormat.Ndjson, null, PayloadHash.Of(line.Bytes.Span), name => Text(document.RootElement, name))
                : Refused("json", "The line is JSON, but not an object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Refused("json", $"The line is not JSON: {exception.Message}");
        }
    }

    private static string? Text(JsonElement record, string name) => !record.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text.Trim() : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Null => null,
        _ => throw new FormatException($"{name} is neither a text nor a number.") { Data = { ["reason"] = $"{name}-kind" } },
    };
}
