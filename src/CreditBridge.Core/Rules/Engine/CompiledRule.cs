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
        (Definition, Repeatable, GoverningDate) = (rule.Definition, rule.Definition.Repeatable, rule.Definition.GoverningDate);
        IsForEveryone = ScopeCheck.AsksNothing(rule.Definition.Scope);
        IsAlwaysInForce = rule.From is null && rule.To is null;
        CoversAllDates = rule.Definition.Basis.ValidFrom is null && rule.Definition.Basis.ValidTo is null;
        Anchors = [.. AnchorsOf(Root)];
        Lines = [.. rule.Definition.Awards.Select(award => new CompiledLine(award, courses))];
    }

    public PublishedRule Rule { get; }

    /// <summary>The place among the book's rules, which stand in the order of their codes.</summary>
    public int Index { get; set; }

    public RequirementNode Root { get; }

    public RequirementNode[] Leaves { get; }

    public CompiledLine[] Lines { get; }

    /// <summary>A rule that says 'no credit' says nothing else.</summary>
    public NoCredit? NoCredit { get; }

    // Copied here, because a portfolio touches many rules, each of which lies somewhere else in memory.
    public RuleDefinition Definition { get; }

    public bool Repeatable { get; }

    public GoverningDate GoverningDate { get; }

    public bool IsForEveryone { get; }

    public bool IsAlwaysInForce { get; }

    /// <summary>The recommendation has no dates of its own.</summary>
    public bool CoversAllDates { get; }

    /// <summary>
    /// The leaves where each credential is an occurrence of its own: the rule awards again for it. None for a rule that awards once, and none for a
    /// stack that any of several credentials complete.
    /// </summary>
    public int[] Anchors { get; }

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

    /// <summary>Leaves of which exactly one must be met, whatever else is.</summary>
    private IEnumerable<int> AnchorsOf(RequirementNode node)
    {
        if (node.Kind == ConditionKind.Earned)
            return Repeatable || node.IsPerCredential ? [node.Leaf] : [];
        int[][] anchors = [.. node.Items.Select(item => AnchorsOf(item).ToArray())];
        if (node.Needed == anchors.Length)
            return anchors.FirstOrDefault(found => found.Length > 0) ?? [];
        return node.Needed == 1 && Array.TrueForAll(anchors, found => found.Length > 0) ? anchors.SelectMany(found => found) : [];
    }
}
