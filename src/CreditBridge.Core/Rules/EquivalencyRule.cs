namespace CreditBridge.Core.Rules;

/// <summary>A rule with a stable code, such as <c>EQ-00042</c>. What it says is in its <see cref="RuleVersion"/>s.</summary>
public sealed class EquivalencyRule
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }

    /// <summary>Of the newest published version; before there is one, of the draft.</summary>
    public required string Title { get; set; }
    public required string DepartmentCode { get; set; }

    /// <summary>Empty for our own rules.</summary>
    public Guid? RuleSetId { get; init; }

    /// <summary>What the file that it was imported from calls it: the same row again is the same rule.</summary>
    [ExternalId]
    public string? ImportKey { get; init; }
    public int Version { get; set; }
    public List<RuleVersion> Versions { get; } = [];
}
