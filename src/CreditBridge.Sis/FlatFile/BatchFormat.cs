using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.FlatFile;

/// <summary>One CSV batch for all: it has a column for everything that is posted.</summary>
internal sealed class BatchFormat : IFileFormat
{
    public string Prefix => "credit";

    public string Ending => ".csv";

    public bool TakesBack => true;

    public string? Refusal(CreditPosting posting) => null;

    public IEnumerable<IReadOnlyList<CreditPosting>> Cut(IReadOnlyList<CreditPosting> postings) => postings.Count > 0 ? [postings] : [];

    public byte[] Write(string name, IReadOnlyList<CreditPosting> postings, DateTime at) => CsvFile.Of(postings.Select(BatchRow.Of));

    public IEnumerable<SisEntry> Read(string path) =>
        CsvFile.Rows<BatchRow>(path).Select(row => new SisEntry(row.Key, "", row.StudentNumber, row.Credits) { Reverses = row.Reverses is { Length: > 0 } taken ? taken : null });
}
