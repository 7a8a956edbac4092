namespace CreditBridge.Core.Credentials.Intake;

/// <summary>What became of the records of one page.</summary>
internal sealed class PageCounts
{
    public int New { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Duplicate { get; set; }
    public int Quarantined { get; set; }
    public int Matched { get; set; }
    public int Unmatched { get; set; }
}
