namespace CreditBridge.Core.Tables;

/// <summary>What became of a file, row by row: every row has an outcome, so the numbers add up to the rows.</summary>
public record ImportResult(IReadOnlyList<ImportedRow> Rows, bool IsDryRun)
{
    public int New => Count(ImportOutcome.New);

    public int Changed => Count(ImportOutcome.Changed);

    public int Same => Count(ImportOutcome.Same);

    public int Rejected => Count(ImportOutcome.Rejected);

    private int Count(ImportOutcome outcome) => Rows.Count(row => row.Outcome == outcome);
}
