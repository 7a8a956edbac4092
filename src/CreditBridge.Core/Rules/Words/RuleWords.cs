using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>A rule in plain words, field by field: the same words on the rule's page, in the comparison, in the workbook and for the approver.</summary>
/// <param name="nameOf">What people call an achievement: 'CompTIA A+ (CompTIA)'.</param>
public sealed class RuleWords(Func<AchievementSelector, string> nameOf)
{
    public IReadOnlyList<RuleField> Fields(RuleContent content)
    {
        var rule = content.Definition;
        return
        [
            new(RuleSection.Title, "title", "Title", content.Title),
            new(RuleSection.Title, "department", "Department", content.DepartmentCode),
            .. RuleParts.Nodes(rule.Requirement).Select(part => new RuleField(RuleSection.Requirement, Of(part.Node), "", Of(part.Node), part.Depth - 1)),
            .. rule.Awards.Select((award, i) => new RuleField(RuleSection.Awards, award.LineId, rule.Awards.Count == 1 ? "Credit" : $"Line {i + 1}", Of(award) + (award.GradeCode is { } grade ? $", grade {grade}" : ""))),
            .. Scope(rule.Scope),
            .. Basis(rule.Basis),
            new(RuleSection.Options, "governing", "Counts by", Of(rule.GoverningDate)),
            new(RuleSection.Options, "auto", "Granted without a person", rule.AutoGrant ? "Yes, when partner and checks allow it" : "No"),
            new(RuleSection.Options, "repeatable", "Each credential earns again", rule.Repeatable ? "Yes" : "No"),
            new(RuleSection.Options, "hidden", "In the public search", content.IsHidden ? "No" : "Yes"),
            .. Field(RuleSection.Options, "review", "Next review", content.NextReviewOn is { } review ? Day(review) : null),
            .. Field(RuleSection.Notes, "public", "Public note", content.PublicNote),
            .. Field(RuleSection.Notes, "private", "Private note", content.PrivateNote),
        ];
    }

    /// <summary>A part of the requirement, without its items.</summary>
    public string Of(Requirement node) => node switch
    {
        AllOf all => all.Items.Count == 2 ? "Both of these" : "All of these",
        AnyOf => "Any one of these",
        AtLeast some => $"At least {some.Count} of these {some.Items.Count}",
        Earned earned => Join(", ", [Of(earned.Selector), .. Of(earned.Conditions)]),
        Passed passed => $"{passed.Course} passed{(passed.LeastGrade is { } grade ? $" with at least {grade}" : "")}",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, null),
    };

    public string Of(Selector selector) => selector switch
    {
        AchievementSelector one => nameOf(one),
        PatternSelector pattern => Join(", ",
        [
            pattern.Partner is { Length: > 0 } partner ? $"Any credential of {partner}" : "Any credential",
            .. Part("with the skill", pattern.Skill), .. Part("tagged", pattern.Tag), .. Part("named like", pattern.NameContains),
            .. pattern.Once == AwardsOnce.PerCredential ? ["each of them"] : Array.Empty<string>(),
        ]),
        _ => throw new ArgumentOutOfRangeException(nameof(selector), selector, null),
    };

    public static IEnumerable<string> Of(Conditions conditions)
    {
        if (conditions.Result is { } result)
            yield return Of(result);
        if (conditions.LeastHours is { } hours)
            yield return $"at least {Wording.Text(hours)} hours";
        if (conditions.AssessmentTypes.Count > 0)
            yield return $"assessed by {Wording.List(conditions.AssessmentTypes, "or")}";
        if (conditions.Supervised)
            yield return "supervised";
        if (conditions.IdentityChecked)
            yield return "identity checked";
        if (conditions.IssuedFrom is { } from)
            yield return $"issued {Day(from)} or later";
        if (conditions.IssuedTo is { } to)
            yield return $"issued {Day(to)} or earlier";
        if (conditions.MostAgeInMonths is { } months)
            yield return $"at most {Wording.Count(months, "month")} old";
        if (conditions.Expiry != ExpiryCondition.ValidOnGoverningDate)
            yield return conditions.Expiry == ExpiryCondition.Ignore ? "expiry does not matter" : "valid when earned";
        if (conditions.LeastAssurance is { } assurance)
            yield return $"at least {LearningCheck.Name(assurance)}";
        if (conditions.Languages.Count > 0)
            yield return $"in {Wording.List(conditions.Languages, "or")}";
    }

    public static string Of(ResultCondition result) => result switch
    {
        PercentResult percent => Range(percent.Least, percent.Most, percent.Below, " %", "a result in percent"),
        PointsResult points => Range(points.Least, points.Most, points.Below, points.Maximum is { } top ? $", of {Wording.Text(top)} points" : " points", "a result in points")
            + (points.Scale == Result.Points ? "" : $" ({points.Scale})"),
        LetterResult letter => Texts(letter.Least, letter.Most, "a letter grade"),
        LevelResult levels => $"{Texts(levels.Least, levels.Most, "a level")} ({levels.Scale})",
        PassResult => "passed",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
    };

    public static string Of(CreditAward award) => award switch
    {
        CourseCredit course => $"{course.Course}, {(course.Credits is { } credits ? Credits(credits, course.Conversion) : "credits as the catalogue says")}",
        ElectiveCredit elective => $"{(elective.Subject is null ? "Elective credit" : $"{elective.Subject} elective")}, {Level(elective.Level)} level, {Credits(elective.Credits, elective.Conversion)}"
            + (elective.Placeholder is { } placeholder ? $", posted as {placeholder}" : ""),
        BlockCredit block => $"{Wording.List(block.Courses, "and")}, {Credits(block.TotalCredits, block.Conversion)} in total",
        Exemption exemption => $"{exemption.Course} need not be taken",
        ChoiceOf choice => $"One of: {string.Join("; or ", choice.Lines.Select(Of))}",
        NoCredit none => $"No credit: {none.Reason}",
        _ => throw new ArgumentOutOfRangeException(nameof(award), award, null),
    };

    /// <summary>For a list: courses and electives, without saying how many credits where the catalogue does.</summary>
    public static string InBrief(CreditAward award) => award switch
    {
        CourseCredit { Credits: null } course => course.Course,
        ChoiceOf choice => string.Join(" or ", choice.Lines.Select(InBrief)),
        _ => Of(award),
    };

    public static string Of(GoverningDate governing) => governing switch
    {
        GoverningDate.Requested => "The day credit is asked for",
        GoverningDate.Earned => "The day it was earned",
        GoverningDate.EntryTerm => "The entry term",
        _ => "The day of the decision",
    };

    public static string Of(Basis basis) => basis switch
    {
        Rules.Basis.FacultyReview => "Faculty review",
        Rules.Basis.Ace => "ACE recommendation",
        Rules.Basis.Nccrs => "NCCRS recommendation",
        Rules.Basis.Exam => "Exam",
        Rules.Basis.DepartmentalExam => "Departmental exam",
        Rules.Basis.Portfolio => "Portfolio",
        Rules.Basis.IndustryCertification => "Industry certification",
        Rules.Basis.Agreement => "Agreement",
        _ => "Micro-credential",
    };

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<RuleField> Scope(RuleScope scope)
    {
        if (ScopeCheck.AsksNothing(scope))
            return [new(RuleSection.Scope, "everyone", "For", "Everyone")];
        var years = (scope.CatalogYearFrom, scope.CatalogYearTo) switch
        {
            (null, null) => null,
            ({ } from, null) => $"{from} and later",
            (null, { } to) => $"{to} and earlier",
            ({ } from, { } to) => $"{from} to {to}",
        };
        return
        [
            .. Field(RuleSection.Scope, "years", "Catalogue years", years),
            .. Field(RuleSection.Scope, "in", "Only programmes", Wording.List(scope.ProgramsIn, "or")),
            .. Field(RuleSection.Scope, "out", "Not programmes", Wording.List(scope.ProgramsOut, "or")),
            .. Field(RuleSection.Scope, "level", "Level", scope.Level is { } level ? Level(level) : null),
            .. Field(RuleSection.Scope, "standing", "Standing", Wording.List([.. scope.Standings.Select(Standing)], "or")),
            .. Field(RuleSection.Scope, "campus", "Campus", Wording.List(scope.Campuses, "or")),
        ];
    }

    private static IEnumerable<RuleField> Basis(RuleBasis basis) =>
    [
        new(RuleSection.Basis, "kind", "Basis", Of(basis.Kind)),
        .. Field(RuleSection.Basis, "id", "Recommendation", basis.RecommendationId),
        .. Field(RuleSection.Basis, "source", "Source", basis.Source),
        .. Field(RuleSection.Basis, "hours", "Hours", basis.Hours is { } hours ? Wording.Text(hours) : null),
        .. Field(RuleSection.Basis, "level", "Recommended level", basis.Level is { } level ? Level(level) : null),
        .. Field(RuleSection.Basis, "subject", "Subject", basis.Subject),
        .. Field(RuleSection.Basis, "from", "Earned from", basis.ValidFrom is { } from ? Day(from) : null),
        .. Field(RuleSection.Basis, "to", "Earned to", basis.ValidTo is { } to ? Day(to) : null),
        .. Field(RuleSection.Basis, "rereview", "Review again", basis.ReReviewOn is { } again ? Day(again) : null),
    ];

    private static IEnumerable<RuleField> Field(RuleSection section, string key, string label, string? value) =>
        string.IsNullOrWhiteSpace(value) ? [] : [new(section, key, label, value)];

    private static IEnumerable<string> Part(string words, string? value) => string.IsNullOrEmpty(value) ? [] : [$"{words} '{value}'"];

    private static string Join(string between, IEnumerable<string> words) => string.Join(between, words);

    private static string Credits(decimal credits, CreditConversion? conversion) =>
        conversion is null ? Wording.Credits(credits) : $"{Wording.Text(credits)} × {conversion.Factor.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture)} credits ({conversion.Name})";

    private static string Range(decimal? least, decimal? most, decimal? below, string unit, string otherwise)
    {
        var words = new Limits(least, most, below).ToString();
        return words.Length == 0 ? otherwise : words + unit;
    }

    private static string Texts(string? least, string? most, string otherwise) => (least, most) switch
    {
        (null, null) => otherwise,
        (_, null) => $"at least {least}",
        (null, _) => $"at most {most}",
        _ => $"from {least} to {most}",
    };

    private static string Level(CourseLevel level) => level switch
    {
        CourseLevel.Lower => "lower",
        CourseLevel.Upper => "upper",
        _ => "graduate",
    };

    private static string Standing(LearnerStanding standing) => standing == LearnerStanding.NonDegree ? "non-degree" : standing.ToString().ToLowerInvariant();
}
