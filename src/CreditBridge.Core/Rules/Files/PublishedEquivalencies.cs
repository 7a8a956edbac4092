using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Rules;

/// <summary>Decisions as other institutions publish them: one row a course, the rows of one award joined by <c>award_id</c>.</summary>
internal sealed class PublishedEquivalencies(Table table, PartnerNames names)
{
    private const int LongestTitle = 200;

    public static bool Is(Table table) => table.Has("source_institution");

    public List<FiledRule> Read()
    {
        table.Demand("source_institution", "provider", "credential_title", "min_score", "course_subject", "course_number", "credits", "award_id", "combine", "award_credits", "credit_unit", "decision_type");
        var rules = table.Rows
            .GroupBy(row => row["award_id"].Length == 0 ? $"line {row.Line}" : $"{row["source_institution"].ToUpperInvariant()}\n{row["award_id"]}", StringComparer.Ordinal)
            .Select(group => RuleOf([.. group])).ToList();
        var minima = rules.ToDictionary(rule => rule, Minimum);
        foreach (var bands in rules.GroupBy(rule => (Source: rule.SetName?.ToUpperInvariant(), Provider: rule.Rows[0]["provider"].ToUpperInvariant(), Title: rule.Rows[0]["credential_title"].ToUpperInvariant())))
        {
            // A higher award that is rejected still ends the band below it: at that score the source gives something else.
            var all = bands.Select(rule => minima[rule]).ToList();
            foreach (var rule in bands)
                rule.Make(() => Content(rule, LeastScore.Close(LeastScore.Parse(rule.Rows[0]["min_score"]), all)));
        }

        return rules;
    }

    private static FiledRule RuleOf(List<TableRow> rows) => new(rows)
    {
        Key = rows[0]["award_id"],
        SetName = rows[0]["source_institution"],
        SetUrl = rows[0]["source_url"] is { Length: > 0 and <= 400 } url ? url : null,
        CourseTitles = rows.Where(row => row["course_title"].Length > 0 && PublishedAward.CourseOf(row).Length > 0)
            .GroupBy(PublishedAward.CourseOf).ToDictionary(group => group.Key, group => group.First()["course_title"]),
    };

    private static ResultCondition? Minimum(FiledRule rule)
    {
        try
        {
            return LeastScore.Parse(rule.Rows[0]["min_score"]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private RuleContent Content(FiledRule rule, ResultCondition? result)
    {
        var row = rule.Rows[0];
        row.Text("award_id", 100);
        var (source, provider, credential) = (row.Text("source_institution"), row.Text("provider"), row.Text("credential_title"));
        Alike(rule, "provider", "credential_title", "min_score", "combine", "award_credits", "credit_unit", "decision_type");
        if (!row["decision_type"].Equals("award", StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"Its decision is '{row["decision_type"]}': that says that the credential fits the course, not that credit is given for it.");
        var lines = new PublishedAward(rule).Lines();
        var definition = new RuleDefinition(
            new Earned(names.Find(provider, credential), new Conditions { Result = result }),
            lines,
            RuleScope.Everyone,
            new RuleBasis(result is PointsResult or LevelResult ? Basis.Exam : Basis.IndustryCertification) { Source = row.TextOrNull("source_url", 2_000) });
        var title = $"{credential} ({provider}){(row["min_score"].Length == 0 ? "" : $", from {row["min_score"]}")}";
        return new RuleContent(title.Length <= LongestTitle ? title : title[..(LongestTitle - 1)] + "…", PublishedAward.DepartmentOf(lines), definition, Note(row, source), row["evidence"].Length > 0 ? $"Evidence: {row.TextOrNull("evidence")}" : null);
    }

    private static void Alike(FiledRule rule, params string[] columns)
    {
        foreach (var column in columns)
        {
            if (rule.Rows.FirstOrDefault(row => row[column] != rule.Rows[0][column]) is { } other)
                throw new FormatException($"'{column}' of line {other.Line} is '{other[column]}', that of line {rule.Rows[0].Line} of the same award is '{rule.Rows[0][column]}'.");
        }
    }

    private static string Note(TableRow row, string source)
    {
        var what = row["course_title"].Length > 0 && row["course_subject"].Length == 0 ? $" for '{row["course_title"]}'" : "";
        return $"As {source} published it{what}; it may have changed there.";
    }
}
