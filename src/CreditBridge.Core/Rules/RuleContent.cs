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
    /// <summary>Whether both say the same, word for word.</summary>
    public bool IsSameAs(RuleContent other) =>
        this with { Definition = other.Definition } == other && RuleJson.Serialize(Definition) == RuleJson.Serialize(other.Definition);

    public static RuleContent Of(EquivalencyRule rule, RuleVersion version) =>
        new(version.Title, rule.DepartmentCode, version.Definition, version.PublicNote, version.PrivateNote, version.NextReviewOn, version.IsHidden);
}
