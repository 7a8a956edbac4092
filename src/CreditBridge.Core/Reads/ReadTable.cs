using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Reads;

/// <summary>What became of everything of one kind that was read. The counts are of all rows; the first of each outcome are kept.</summary>
public sealed record ReadTable(string Kind, int New, int Changed, int Same, int Rejected, int Gone, IReadOnlyList<ReadRow> Rows)
{
    public const int MostKept = 50;

    public static ReadTable Empty(string kind) => new(kind, 0, 0, 0, 0, 0, []);

    public ReadTable With(ImportResult result) => this with
    {
        New = New + result.New,
        Changed = Changed + result.Changed,
        Same = Same + result.Same,
        Rejected = Rejected + result.Rejected,
        Rows = Kept([.. Rows, .. result.Rows.Where(row => row.Outcome != ImportOutcome.Same).Select(row => new ReadRow(row.Outcome.ToString(), row.Code ?? $"line {row.Line}", row.Reason))]),
    };

    public ReadTable WithGone(IReadOnlyList<string> codes) => this with { Gone = codes.Count, Rows = Kept([.. Rows, .. codes.Select(code => new ReadRow(nameof(Gone), code))]) };

    private static List<ReadRow> Kept(IEnumerable<ReadRow> rows) => [.. rows.GroupBy(row => row.Outcome).SelectMany(outcome => outcome.Take(MostKept))];
}
