using CreditBridge.Core.Credentials;
using CreditBridge.Core.Reports;

namespace CreditBridge.Core.Rules;

/// <summary>The columns of our own rule sheet, as they are written. <see cref="RuleSheetReading"/> reads them back.</summary>
internal static class RuleSheet
{
    public static IReadOnlyList<ReportColumn<RuleSheetRow>> Columns { get; } =
    [
        new("code", row => row.Code),
        new("version", row => row.IsFirst ? row.Seen : null),
        First("state", row => row.State),
        First("rule_set", row => row.SetName),
        First("title", row => row.Content.Title),
        First("department", row => row.Content.DepartmentCode),
        Said("partner", row => row.Achievement?.Partner),
        Said("achievement", row => row.Achievement?.Achievement),
        Said("result", row => Result(row) switch { null => null, PercentResult => "percent", PointsResult => "points", LetterResult => "letter", PassResult => "pass", _ => "levels" }),
        Said("scale", row => Result(row) switch { PointsResult points => points.Scale, LevelResult levels => levels.Scale, _ => null }),
        Said("levels", row => Result(row) is LevelResult levels ? string.Join("; ", levels.Levels) : null),
        Said("least", row => Result(row) switch { PercentResult percent => percent.Least, PointsResult points => points.Least, LetterResult letter => letter.Least, LevelResult levels => levels.Least, _ => (object?)null }),
        Said("below", row => Result(row) switch { PercentResult percent => percent.Below, PointsResult points => points.Below, _ => null }),
        Said("most", row => Result(row) switch { PercentResult percent => percent.Most, PointsResult points => points.Most, LetterResult letter => letter.Most, LevelResult levels => levels.Most, _ => (object?)null }),
        Said("maximum", row => (Result(row) as PointsResult)?.Maximum),
        Said("most_age_months", row => row.Conditions?.MostAgeInMonths),
        Said("expiry", row => row.Conditions?.Expiry is { } expiry && expiry != ExpiryCondition.ValidOnGoverningDate ? expiry.ToString() : null),
        Said("least_assurance", row => row.Conditions?.LeastAssurance is Assurance assurance ? assurance.ToString() : null),
        Said("least_hours", row => row.Conditions?.LeastHours),
        Said("supervised", row => Yes(row.Conditions?.Supervised)),
        Said("identity_checked", row => Yes(row.Conditions?.IdentityChecked)),
        Said("issued_from", row => row.Conditions?.IssuedFrom),
        Said("issued_to", row => row.Conditions?.IssuedTo),
        new("line", row => row.Award?.LineId),
        new("award", row => row.Award switch { CourseCredit => "course", ElectiveCredit => "elective", BlockCredit => "block", Exemption => "exemption", NoCredit => "no credit", _ => null }),
        new("choice", row => row.Choice),
        new("course", row => row.Award is null ? null : string.Join("; ", RuleParts.CoursesOf(row.Award))),
        new("subject", row => (row.Award as ElectiveCredit)?.Subject),
        new("level", row => row.Award is ElectiveCredit elective ? elective.Level.ToString() : null),
        new("credits", row => row.Award switch { CourseCredit course => course.Credits, ElectiveCredit elective => elective.Credits, BlockCredit block => block.TotalCredits, _ => null }),
        new("conversion", row => Conversion(row.Award)?.Name),
        // As text: a spreadsheet's number has 15 digits, and 2/3 has more.
        new("factor", row => Conversion(row.Award)?.Factor.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("grade", row => row.Award?.GradeCode),
        new("reason", row => (row.Award as NoCredit)?.Reason),
        Said("basis", row => row.Definition.Basis.Kind.ToString()),
        Said("recommendation", row => row.Definition.Basis.RecommendationId),
        Said("source", row => row.Definition.Basis.Source),
        Said("valid_from", row => row.Definition.Basis.ValidFrom),
        Said("valid_to", row => row.Definition.Basis.ValidTo),
        Said("review_on", row => row.Definition.Basis.ReReviewOn),
        Said("governing_date", row => row.Definition.GoverningDate.ToString()),
        Said("auto_grant", row => Yes(row.Definition.AutoGrant)),
        Said("repeatable", row => Yes(row.Definition.Repeatable)),
        First("next_review_on", row => row.Content.NextReviewOn),
        First("hidden", row => Yes(row.Content.IsHidden)),
        First("public_note", row => row.Content.PublicNote),
        First("private_note", row => row.Content.PrivateNote),
        First("definition", row => row.IsWhole ? RuleJson.Serialize(row.Definition) : null),
    ];

    /// <summary>Of the rule as a whole: later rows of the same rule leave them empty.</summary>
    public static readonly IReadOnlySet<string> OfRule = Columns.Select(column => column.Header)
        .Except(["code", "version", "line", "award", "choice", "course", "subject", "level", "credits", "conversion", "factor", "grade", "reason"]).ToHashSet(StringComparer.Ordinal);

    /// <summary>What the column 'definition' says instead.</summary>
    public static readonly IReadOnlyList<string> Parts = [.. Columns.Select(column => column.Header)
        .Except(["code", "version", "state", "rule_set", "title", "department", "next_review_on", "hidden", "public_note", "private_note", "definition"])];

    private static ReportColumn<RuleSheetRow> First(string header, Func<RuleSheetRow, object?> value) => new(header, row => row.IsFirst ? value(row) : null);

    private static ReportColumn<RuleSheetRow> Said(string header, Func<RuleSheetRow, object?> value) => new(header, row => row is { IsFirst: true, IsWhole: false } ? value(row) : null);

    private static ResultCondition? Result(RuleSheetRow row) => row.Conditions?.Result;

    private static string? Yes(bool? yes) => yes == true ? "yes" : null;

    private static CreditConversion? Conversion(CreditAward? award) => award switch
    {
        CourseCredit course => course.Conversion,
        ElectiveCredit elective => elective.Conversion,
        BlockCredit block => block.Conversion,
        _ => null,
    };
}
