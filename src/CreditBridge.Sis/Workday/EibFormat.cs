using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.Workday;

/// <summary>One file for all, as an inbound integration takes it.</summary>
internal sealed class EibFormat : IFileFormat
{
    public string Prefix => "transfer-credits";

    public string Ending => ".csv";

    public bool TakesBack => false;

    public string? Refusal(CreditPosting posting) =>
        posting.Kind == "Block" ? $"Workday has no place for one total for several courses ({Words.Of(posting.CourseCode)}): grant them course by course." : null;

    public IEnumerable<IReadOnlyList<CreditPosting>> Cut(IReadOnlyList<CreditPosting> postings) => postings.Count > 0 ? [postings] : [];

    public byte[] Write(string name, IReadOnlyList<CreditPosting> postings, DateTime at) => CsvFile.Of(postings.Select(EibRow.Of));

    public IEnumerable<SisEntry> Read(string path) => CsvFile.Rows<EibRow>(path).Select(row => row.Reference.StartsWith(EibRow.Ours, StringComparison.Ordinal)
        ? new SisEntry(row.Reference[EibRow.Ours.Length..], "", row.Student, row.Units)
        : throw new FormatException($"A reference id in it does not begin with {EibRow.Ours}"));
}
