using CsvHelper;

namespace CreditBridge.Sis.FlatFile;

/// <summary>One line of an acknowledgement: <c>Key,Status,Reason</c> with status <c>accepted</c> or <c>rejected</c>.</summary>
[CsvRecord]
internal sealed partial class AcknowledgementRow
{
    public required string Key { get; init; }
    public required string Status { get; init; }
    public string? Reason { get; init; }
}
