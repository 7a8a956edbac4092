namespace CreditBridge.Core.Rules;

/// <summary>A rule with a stable code, such as <c>EQ-00042</c>. What it says is in its immutable <see cref="RuleVersion"/>s.</summary>
public sealed class EquivalencyRule
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Title { get; set; }
    public required string DepartmentCode { get; set; }
    public int Version { get; set; }
    public List<RuleVersion> Versions { get; } = [];
}
