using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Rules;

/// <summary>What is to be done with one rule of a file.</summary>
internal sealed class PlannedRule(FiledRule filed, EquivalencyRule? stored)
{
    public FiledRule Filed { get; } = filed;

    /// <summary>The rule as it stands, where there is one.</summary>
    public EquivalencyRule? Stored { get; } = stored;

    public RuleVersion? Newest { get; } = stored?.Versions.MaxBy(version => version.Number);

    public ImportOutcome Outcome { get; private set; } = ImportOutcome.New;

    public string? Reason { get; private set; }

    /// <summary>Worth a look, though it is taken.</summary>
    public string? Note { get; set; }

    public string? Code { get; set; } = stored?.Code ?? filed.Code;

    public bool IsAccepted => Outcome is ImportOutcome.New or ImportOutcome.Changed;

    public PlannedRule As(ImportOutcome outcome)
    {
        Outcome = outcome;
        return this;
    }

    public PlannedRule Reject(string reason)
    {
        (Outcome, Reason) = (ImportOutcome.Rejected, reason);
        return this;
    }

    public IEnumerable<ImportedRow> Rows() => Filed.Rows.Select(row => new ImportedRow(row.Line, Outcome, Reason, Code, Filed.Content?.Title, IsAccepted ? Note : null));
}
