namespace CreditBridge.Core.Rules;

/// <summary>The parts of a rule, one by one, each with its place: <c>requirement.items[0].conditions</c>.</summary>
public static class RuleParts
{
    /// <summary>The tree, parents first.</summary>
    public static IEnumerable<(string Path, Requirement Node, int Depth)> Nodes(Requirement root)
    {
        var open = new Stack<(string Path, Requirement Node, int Depth)>([("requirement", root, 1)]);
        while (open.TryPop(out var next))
        {
            yield return next;
            var items = Items(next.Node);
            for (var i = items.Count - 1; i >= 0; i--)
                open.Push(($"{next.Path}.items[{i}]", items[i], next.Depth + 1));
        }
    }

    public static IReadOnlyList<Requirement> Items(Requirement node) => node switch
    {
        AllOf all => all.Items,
        AnyOf any => any.Items,
        AtLeast some => some.Items,
        _ => [],
    };

    public static IEnumerable<Earned> Leaves(RuleDefinition definition) => Nodes(definition.Requirement).Select(part => part.Node).OfType<Earned>();

    public static IEnumerable<AchievementSelector> Achievements(RuleDefinition definition) => Leaves(definition).Select(leaf => leaf.Selector).OfType<AchievementSelector>();

    /// <summary>Award lines, those of choices included.</summary>
    public static IEnumerable<(string Path, CreditAward Award)> Awards(RuleDefinition definition) => definition.Awards.SelectMany((award, i) =>
        award is ChoiceOf choice
            ? choice.Lines.Select((line, j) => ($"awards[{i}].lines[{j}]", line)).Prepend(($"awards[{i}]", award))
            : [($"awards[{i}]", award)]);

    public static IEnumerable<string> CoursesOf(CreditAward award) => award switch
    {
        CourseCredit course => [course.Course],
        BlockCredit block => block.Courses,
        Exemption exemption => [exemption.Course],
        ElectiveCredit { Placeholder: { } placeholder } => [placeholder],
        _ => [],
    };

    /// <summary>Every course that the rule names, asked for or given.</summary>
    public static IEnumerable<string> Courses(RuleDefinition definition) =>
        Awards(definition).SelectMany(part => CoursesOf(part.Award)).Concat(Nodes(definition.Requirement).Select(part => part.Node).OfType<Passed>().Select(passed => passed.Course))
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
