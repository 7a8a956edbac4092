using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CreditBridge.Jobs.Demo.Files;

/// <summary>credentials.ndjson: an object on each line, its members named as the columns of the CSV file. What is empty is left out.</summary>
internal sealed class NdjsonDropFile(string path) : DropFile(path)
{
    private static readonly HashSet<string> Numbers = ["result", "result_max", "hours"];

    private readonly ArrayBufferWriter<byte> _line = new(1_024);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    protected override void Write(PartnerRow row, RowFlaw flaw)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        _json.WriteStartObject();
        var values = row.Values(flaw);
        for (var column = 0; column < values.Length; column++)
        {
            if (values[column] is not { } value)
                continue;
            if (Numbers.Contains(PartnerRow.Columns[column]))
                _json.WriteNumber(PartnerRow.Columns[column], decimal.Parse(value, CultureInfo.InvariantCulture));
            else
                _json.WriteString(PartnerRow.Columns[column], value);
        }

        _json.WriteEndObject();
        _json.Flush();
        var text = Encoding.UTF8.GetString(_line.WrittenSpan);
        Text.WriteLine(flaw == RowFlaw.BrokenOff ? text[..(text.Length / 2)] : text);
    }
}
