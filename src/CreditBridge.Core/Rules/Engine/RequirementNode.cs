namespace CreditBridge.Core.Rules;

/// <summary>A requirement compiled: keys are numbers, and each <see cref="Earned"/> knows its place among the rule's leaves.</summary>
internal sealed class RequirementNode
{
    public required ConditionKind Kind { get; init; }

    /// <summary>How many items must be met. An empty group is never met.</summary>
    public int Needed { get; init; }

    public RequirementNode[] Items { get; init; } = [];

    /// <summary>The least number of credentials that can meet this.</summary>
    public required int LeastCredentials { get; init; }

    public int Leaf { get; init; } = -1;

    /// <summary>Those of an <see cref="Earned"/>.</summary>
    public Conditions Conditions { get; init; } = Conditions.None;

    /// <summary>Each credential that meets this pattern is an award of its own.</summary>
    public bool IsPerCredential { get; init; }

    /// <summary>For a selector of one achievement, its group; otherwise -1.</summary>
    public int Group { get; init; } = -1;

    /// <summary>For a pattern, its id; otherwise -1.</summary>
    public int Pattern { get; init; } = -1;

    /// <summary>What the selector names, for sentences.</summary>
    public string Name { get; init; } = "";

    public Passed? Passed { get; init; }

    public CourseEntry? Course { get; init; }
}
