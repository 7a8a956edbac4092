using CreditBridge.Core.Catalog;
using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Rules;

/// <summary>
/// The award lines of one published award: AND gives all its courses, OR one of them, SINGLE the one, CREDIT_ONLY credit without a course. Credits that only
/// the award as a whole carries make a block; credits that nothing carries are left to the catalogue.
/// </summary>
internal sealed class PublishedAward(FiledRule rule)
{
    private const string Quarter = "quarter to semester";

    private readonly TableRow _first = rule.Rows[0];

    public IReadOnlyList<CreditAward> Lines()
    {
        foreach (var row in rule.Rows)
            rule.Of(row, _ => (row.TextOrNull("course_subject", 40), row.TextOrNull("course_number", 40), row.TextOrNull("course_title")));
        return Combined();
    }

    private IReadOnlyList<CreditAward> Combined() => _first["combine"].ToUpperInvariant() switch
    {
        "SINGLE" when rule.Rows.Count == 1 => [Line(_first, 0)],
        "SINGLE" => throw new FormatException($"A SINGLE award has one row; this one has {rule.Rows.Count}."),
        "CREDIT_ONLY" => [.. rule.Rows.Select((row, i) => rule.Of(row, _ => Elective(row, i)))],
        "OR" => [new ChoiceOf("choice-1", rule.Rows.Count > 1 ? [.. rule.Rows.Select(Line)] : throw new FormatException("An OR award has at least two rows."))],
        "AND" => All(),
        var other => throw new FormatException($"'{other}' in 'combine' is none of AND, OR, SINGLE, CREDIT_ONLY."),
    };

    /// <summary>'MATH 1431'; empty where the row names no course.</summary>
    public static string CourseOf(TableRow row) => $"{row["course_subject"]} {row["course_number"]}".Trim().ToUpperInvariant();

    public static bool IsPlaceholder(string course) => course.EndsWith("---", StringComparison.Ordinal) || course.EndsWith("XX", StringComparison.Ordinal);

    /// <summary>Whose faculty answers for it: the subject's, until somebody says otherwise.</summary>
    public static string DepartmentOf(IReadOnlyList<CreditAward> lines) => lines switch
    {
        [ElectiveCredit { Subject: { } subject }, ..] => subject,
        _ when lines.SelectMany(line => line is ChoiceOf choice ? choice.Lines : [line]).SelectMany(RuleParts.CoursesOf).FirstOrDefault() is { Length: > 0 } course =>
            course.LastIndexOf(' ') is var space and > 0 ? course[..space] : course,
        _ => "GENERAL",
    };

    private IReadOnlyList<CreditAward> All()
    {
        var (total, credits) = (Credits(_first, "award_credits"), rule.Rows.Select(row => rule.Of(row, _ => Credits(row, "credits"))).ToList());
        if (rule.Rows.Any(row => CourseOf(row).Length == 0))
            throw new FormatException("A row of this award names no course.");
        if (credits.TrueForAll(one => one is not null) && total is not null && credits.Sum() != total)
            throw new FormatException($"The credits of its courses come to {credits.Sum():0.###}, but 'award_credits' says {total:0.###}.");
        return total is null || rule.Rows.Count == 1 || credits.TrueForAll(one => one is not null)
            ? [.. rule.Rows.Select(Line)]
            : [new BlockCredit("line-1", [.. rule.Rows.Select(CourseOf)], total.Value, Conversion())];
    }

    private CreditAward Line(TableRow row, int index) => rule.Of<CreditAward>(row, _ =>
    {
        var course = CourseOf(row);
        if (course.Length == 0 || IsPlaceholder(course))
            return Elective(row, index);
        // In an AND award the total is for all of them.
        var isAlone = !_first["combine"].Equals("AND", StringComparison.OrdinalIgnoreCase) || rule.Rows.Count == 1;
        return new CourseCredit(Id(index), course, Credits(row, "credits") ?? (isAlone ? Credits(row, "award_credits") : null), Conversion());
    });

    private ElectiveCredit Elective(TableRow row, int index)
    {
        var (course, subject) = (CourseOf(row), row["course_subject"]);
        var credits = Credits(row, "credits") ?? Credits(row, "award_credits")
            ?? throw new FormatException("It names neither credits nor a course that could carry them.");
        return new ElectiveCredit(Id(index), subject.Length == 0 ? null : subject, LevelOf(row["course_number"]), credits, IsPlaceholder(course) ? course : null, Conversion());
    }

    private CreditConversion? Conversion() => _first["credit_unit"].ToLowerInvariant() switch
    {
        "" or "semester" => null,
        "quarter" => new CreditConversion(Quarter, 2m / 3),
        var other => throw new FormatException($"'{other}' in 'credit_unit' is neither semester nor quarter: no factor is known for it."),
    };

    private static decimal? Credits(TableRow row, string column)
    {
        try
        {
            return row.Number(column);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"'{row[column]}' in '{column}' is no number of credits: a rule gives a fixed number.", problem);
        }
    }

    private static string Id(int index) => $"line-{index + 1}";

    /// <summary>By the usual numbering: hundreds, or thousands, from 1 to 2 are lower, 3 and 4 upper, above that graduate.</summary>
    public static CourseLevel LevelOf(string number) => number.FirstOrDefault(char.IsAsciiDigit) switch
    {
        '3' or '4' => CourseLevel.Upper,
        >= '5' and <= '9' when number.Count(char.IsAsciiDigit) >= 3 => CourseLevel.Graduate,
        _ => CourseLevel.Lower,
    };
}
