namespace CreditBridge.Core.Rules;

/// <summary>A published rule with everything worked out that does not depend on the learner.</summary>
internal sealed class CompiledRule
{
    public CompiledRule(PublishedRule rule, RequirementCompiler compiler, CourseIndex courses)
    {
        Rule = rule;
        Root = compiler.Compile(rule.Definition.Requirement);
        Leaves = [.. compiler.Leaves];
        NoCredit = rule.Definition.Awards.OfType<NoCredit>().FirstOrDefault();
        Anchor = Array.FindIndex(Leaves, leaf => leaf.Earned!.Selector is PatternSelector { Once: AwardsOnce.PerCredential });
        if (Anchor < 0 && Repeatable && Leaves.Length > 0)
            Anchor = 0;
        InternCourses(rule.Definition.Awards, courses);
    }

    public PublishedRule Rule { get; }

    /// <summary>The place among the book's rules, which stand in the order of their codes.</summary>
    public int Index { get; set; }

    public RequirementNode Root { get; }

    public RequirementNode[] Leaves { get; }

    public NoCredit? NoCredit { get; }

    public RuleDefinition Definition => Rule.Definition;

    public bool Repeatable => Rule.Definition.Repeatable;

    /// <summary>The leaf whose every credential is an occurrence of its own, or -1 for a rule that awards once.</summary>
    public int Anchor { get; }

    /// <summary>The order of codes: EQ-99999 before EQ-100000; then the older version.</summary>
    public static int Compare(PublishedRule left, PublishedRule right)
    {
        var order = left.Code.Length.CompareTo(right.Code.Length);
        if (order == 0)
            order = string.CompareOrdinal(left.Code, right.Code);
        if (order == 0)
            order = left.Number.CompareTo(right.Number);
        return order != 0 ? order : left.VersionId.CompareTo(right.VersionId);
    }

    private static void InternCourses(IReadOnlyList<CreditAward> awards, CourseIndex courses)
    {
        foreach (var award in awards)
        {
            foreach (var course in AwardLines.CoursesOf(award))
                courses.Intern(course);
            if (award is ChoiceOf choice)
                InternCourses(choice.Lines, courses);
        }
    }
}
