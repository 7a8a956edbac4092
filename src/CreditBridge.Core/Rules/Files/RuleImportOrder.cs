namespace CreditBridge.Core.Rules;

/// <summary>How a file of rules is to be taken in.</summary>
/// <param name="IsDryRun">Says what would happen, and changes nothing.</param>
/// <param name="PublishReason">Given: what the file brings is published at once, by the importer's own approval, for this reason. Empty: it becomes drafts.</param>
/// <param name="From">The first day that published versions count.</param>
public sealed record RuleImportOrder(bool IsDryRun = false, string? PublishReason = null, DateOnly? From = null)
{
    /// <summary>What another institution published counted there before we heard of it: the first version of such a rule counts from here on.</summary>
    public static readonly DateOnly Always = new(2000, 1, 1);

    /// <param name="isFirstOfSet">The version is the first of a rule that another institution published.</param>
    public DateOnly FirstDay(bool isFirstOfSet, DateOnly today) => From ?? (isFirstOfSet ? Always : today);

    public bool Publishes => PublishReason is not null;
}
