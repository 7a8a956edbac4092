namespace CreditBridge.Jobs.Connectors;

/// <summary>What reading a partner's catalogue brought.</summary>
/// <param name="LeftOut">Entries whose id or name is longer than is taken.</param>
public sealed record CatalogCounts(int New, int Changed, int Same, int LeftOut)
{
    public override string ToString() => $"{New:N0} new, {Changed:N0} changed, {Same:N0} as they were{(LeftOut == 0 ? "" : $", {LeftOut:N0} left out because their id or name is too long")}";
}
