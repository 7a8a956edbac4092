namespace CreditBridge.Core.Rules;

/// <summary>Two versions of a rule side by side, field by field.</summary>
public static class RuleComparison
{
    public static IReadOnlyList<Row> Of(IReadOnlyList<RuleField> before, IReadOnlyList<RuleField> after)
    {
        var rows = new List<Row>();
        foreach (var section in Enum.GetValues<RuleSection>())
            rows.AddRange(Section([.. before.Where(field => field.Section == section)], [.. after.Where(field => field.Section == section)]));
        return rows;
    }

    /// <summary>The longest run of fields that both have, in order, stays in place; what lies between was taken away, added or changed.</summary>
    private static IEnumerable<Row> Section(RuleField[] before, RuleField[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i].Key == after[j].Key ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        for (var (i, j) = (0, 0); i < before.Length || j < after.Length;)
        {
            if (i < before.Length && j < after.Length && before[i].Key == after[j].Key)
                yield return new(before[i++], after[j++]);
            else if (j == after.Length || (i < before.Length && common[i + 1, j] >= common[i, j + 1]))
                yield return new(before[i++], null);
            else
                yield return new(null, after[j++]);
        }
    }

    /// <summary>A field as it was and as it is; one side is empty when it was added or taken away.</summary>
    public sealed record Row(RuleField? Before, RuleField? After)
    {
        public RuleField Field => After ?? Before!;

        public RuleChange Change => (Before, After) switch
        {
            (null, _) => RuleChange.Added,
            (_, null) => RuleChange.Removed,
            var (before, after) => before.Value == after.Value && before.Depth == after.Depth ? RuleChange.Same : RuleChange.Changed,
        };
    }
}

public enum RuleChange
{
    Same,
    Changed,
    Added,
    Removed,
}
