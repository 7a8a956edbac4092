using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Rules;

/// <summary>One course, or elective credit, that a portfolio earns.</summary>
/// <param name="Course">Empty for elective credit without a course of its own. A choice names its courses with 'or' between them.</param>
/// <param name="Credits">A block's credits are not allotted to its courses: the first of them stands for all, the others for 0, so that the credits add up.</param>
/// <param name="Kind">'course', 'choice', 'elective', 'block' or 'exemption'.</param>
/// <param name="Options">What a choice offers.</param>
/// <param name="NeedsPerson">A person looks before it is granted.</param>
public sealed record AnsweredAward(
    string Rule, string Line, string Kind, string? Course, string? Subject, CourseLevel? Level, decimal Credits, bool NeedsPerson, string Sentence, IReadOnlyList<AnsweredAward>? Options = null)
{
    /// <summary>The lines that are given; those that stand blocked or taken are in the decision's sentences.</summary>
    public static IEnumerable<AnsweredAward> Of(RuleDecision decision) => decision.Lines
        .Where(line => AwardLines.IsGiven(line.State))
        .SelectMany(line => Of(decision.RuleCode, line, decision.Outcome == RuleOutcome.Request));

    private static IEnumerable<AnsweredAward> Of(string rule, AwardLine line, bool needsPerson) => line.Award switch
    {
        BlockCredit => line.Courses.Select((course, i) => One(rule, line, "block", course, i == 0 ? line.Credits : 0, needsPerson)),
        ChoiceOf => [Choice(rule, line, needsPerson)],
        ElectiveCredit elective => [One(rule, line, "elective", elective.Placeholder, line.Credits, needsPerson) with { Subject = elective.Subject }],
        Exemption exemption => [One(rule, line, "exemption", exemption.Course, 0, needsPerson)],
        CourseCredit course => [One(rule, line, "course", course.Course, line.Credits, needsPerson)],
        _ => [],
    };

    private static AnsweredAward Choice(string rule, AwardLine line, bool needsPerson)
    {
        var options = line.Options.Where(option => AwardLines.IsGiven(option.State)).SelectMany(option => Of(rule, option, needsPerson)).ToList();
        return One(rule, line, "choice", string.Join(" or ", options.Select(option => option.Course).OfType<string>()), line.Credits, needsPerson) with { Options = options };
    }

    private static AnsweredAward One(string rule, AwardLine line, string kind, string? course, decimal credits, bool needsPerson) =>
        new(rule, line.LineId, kind, course, course?.LastIndexOf(' ') is { } space and > 0 ? course[..space] : null, line.Level, credits, needsPerson, line.Sentence);
}
