using CsvHelper;

namespace CreditBridge.Sis.Files;

/// <summary>
/// One line of an acknowledgement: <c>Key,Status,Reason</c> with status <c>accepted</c> or <c>rejected</c>; any other status is no answer yet. The key is
/// that of a posting, or the name of a file without its ending, which answers for everything in it, as an EDI TS131 answers for a whole transcript.
/// </summary>
[CsvRecord]
internal sealed partial class AcknowledgementRow
{
    public required string Key { get; init; }
    public required string Status { get; init; }
    public string? Reason { get; init; }
}
