namespace CreditBridge.Core.Rules;

/// <summary>Turns one rule's requirement into nodes, and lists its leaves.</summary>
internal sealed class RequirementCompiler(AchievementIndex achievements, PatternIndex patterns, CourseIndex courses)
{
    public List<RequirementNode> Leaves { get; } = [];

    public RequirementNode Compile(Requirement requirement)
    {
        switch (requirement)
        {
            case AllOf all:
                return Group(ConditionKind.AllOf, all.Items, all.Items.Count);
            case AnyOf any:
                return Group(ConditionKind.AnyOf, any.Items, 1);
            case AtLeast atLeast:
                return Group(ConditionKind.AtLeast, atLeast.Items, atLeast.Count);
            case Passed passed:
                return new RequirementNode { Kind = ConditionKind.Passed, LeastCredentials = 0, Passed = passed, Course = courses.Intern(passed.Course) };
            case Earned earned:
                var leaf = Leaf(earned);
                Leaves.Add(leaf);
                return leaf;
            default:
                throw new ArgumentOutOfRangeException(nameof(requirement), requirement, "This kind of requirement can't be compiled.");
        }
    }

    private RequirementNode Group(ConditionKind kind, IReadOnlyList<Requirement> items, int needed)
    {
        RequirementNode[] nodes = [.. items.Select(Compile)];
        var least = nodes.Select(node => node.LeastCredentials).Order().Take(needed).Sum();
        return new RequirementNode { Kind = kind, Needed = needed, Items = nodes, LeastCredentials = least };
    }

    private RequirementNode Leaf(Earned earned)
    {
        switch (earned.Selector)
        {
            case AchievementSelector one:
                var achievement = achievements.Intern(one.Partner, one.Achievement);
                return new RequirementNode
                {
                    Kind = ConditionKind.Earned,
                    LeastCredentials = 1,
                    Leaf = Leaves.Count,
                    Conditions = earned.Conditions,
                    Group = achievement.Group,
                    Name = achievement.Name,
                };
            case PatternSelector pattern:
                return new RequirementNode
                {
                    Kind = ConditionKind.Earned,
                    LeastCredentials = 1,
                    Leaf = Leaves.Count,
                    Conditions = earned.Conditions,
                    IsPerCredential = pattern.Once == AwardsOnce.PerCredential,
                    Pattern = patterns.Intern(pattern),
                    Name = Describe(pattern),
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(earned), earned.Selector, "This kind of selector can't be compiled.");
        }
    }

    private static string Describe(PatternSelector pattern)
    {
        var name = "A credential";
        if (pattern.Partner is not null)
            name += $" from {pattern.Partner}";
        if (pattern.Skill is not null)
            name += $" in {pattern.Skill}";
        if (pattern.Tag is not null)
            name += $" tagged {pattern.Tag}";
        if (pattern.NameContains is not null)
            name += $" with '{pattern.NameContains}' in its name";
        return name;
    }
}
