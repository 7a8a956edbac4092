using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Rules;

/// <summary>What became of a file of rules.</summary>
public sealed record RuleImportResult(IReadOnlyList<ImportedRow> Rows, bool IsDryRun) : ImportResult(Rows, IsDryRun)
{
    /// <summary>The same numbers counted in rules: several rows make one.</summary>
    public required IReadOnlyDictionary<ImportOutcome, int> Rules { get; init; }

    public required IReadOnlyList<string> RuleSets { get; init; }

    /// <summary>The set whose rules became the book with this import.</summary>
    public string? Book { get; init; }

    /// <summary>How many versions were published by the importer's own approval: they never lead to automatic grants.</summary>
    public int SelfApproved { get; init; }

    public string? Reason { get; init; }

    /// <summary>Partners, achievements and courses that were made, or would be.</summary>
    public IReadOnlyList<string> CreatedPartners { get; init; } = [];

    public IReadOnlyList<string> CreatedAchievements { get; init; } = [];

    public IReadOnlyList<string> CreatedCourses { get; init; } = [];
}
