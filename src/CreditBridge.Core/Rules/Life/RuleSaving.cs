namespace CreditBridge.Core.Rules;

/// <summary>What came of saving a draft.</summary>
public abstract record RuleSaving
{
    private RuleSaving()
    {
    }

    /// <param name="Version">The concurrency token to save with next.</param>
    public sealed record Saved(int Version) : RuleSaving;

    /// <summary>Somebody else wrote since the page was opened: nothing was saved, both are shown, and the person chooses.</summary>
    public sealed record Conflict(RuleContent Theirs, int Version, string By) : RuleSaving;
}
