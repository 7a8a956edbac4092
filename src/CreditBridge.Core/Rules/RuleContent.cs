namespace CreditBridge.Core.Rules;

/// <summary>All that is written in a draft.</summary>
/// <param name="DepartmentCode">Whose faculty approves it.</param>
/// <param name="IsHidden">Not found by the public search.</param>
public sealed record RuleContent(
    string Title,
    string DepartmentCode,
    RuleDefinition Definition,
    string? PublicNote = null,
    string? PrivateNote = null,
    DateOnly? NextReviewOn = null,
    bool IsHidden = false)
{
    /// <summary>Whether both say the same, word for word; an empty note says as little as none.</summary>
    public bool IsSameAs(RuleContent other) =>
        Plain(this) with { Definition = other.Definition } == Plain(other) && RuleJson.Serialize(Definition) == RuleJson.Serialize(other.Definition);

    private static RuleContent Plain(RuleContent content) => content with
    {
        PublicNote = string.IsNullOrEmpty(content.PublicNote) ? null : content.PublicNote,
        PrivateNote = string.IsNullOrEmpty(content.PrivateNote) ? null : content.PrivateNote,
    };

    public static RuleContent Of(EquivalencyRule rule, RuleVersion version) =>
        new(version.Title, rule.DepartmentCode, version.Definition, version.PublicNote, version.PrivateNote, version.NextReviewOn, version.IsHidden);
}
