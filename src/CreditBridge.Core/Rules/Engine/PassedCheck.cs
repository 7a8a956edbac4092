using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>Whether the learner has passed a course, or one of its group.</summary>
internal static class PassedCheck
{
    public static bool Met(RequirementNode node, PortfolioView view) =>
        view.Transcript.Find(node.Course!.Group) is { } course && TranscriptView.Counts(course.State)
        && (node.Passed!.LeastGrade is not { } least || IsAtLeast(course.Grade, least));

    public static ExplainedCondition Explain(RequirementNode node, PortfolioView view)
    {
        var (wanted, least) = (node.Course!.Code, node.Passed!.LeastGrade);
        var course = view.Transcript.Find(node.Course.Group);
        var todo = least is null ? $"pass {wanted}" : $"pass {wanted} with at least {least}";
        var sentence = course switch
        {
            null => $"{wanted} is not on your transcript: {todo}.",
            { State: TranscriptState.Passed or TranscriptState.Transferred } when least is null => $"You passed {course.Course}.",
            { State: TranscriptState.Passed or TranscriptState.Transferred, Grade: null } => $"Your grade in {course.Course} is not recorded; this rule asks for at least {least}.",
            { State: TranscriptState.Passed or TranscriptState.Transferred } => LetterGrade.Rank(course.Grade) < 0
                ? $"Grade {course.Grade} in {course.Course} can't be compared with {least}."
                : $"Grade {course.Grade} in {course.Course} is {(IsAtLeast(course.Grade, least) ? "at least" : "less than")} {least}.",
            _ => $"{course.Course} is {Name(course.State)}: {todo}.",
        };
        return new(ConditionKind.Passed, Met(node, view), course is null ? "" : course.Grade ?? Name(course.State), sentence, null, []);
    }

    /// <summary>As it stands in a sentence: 'MATH 1431 is in progress'.</summary>
    public static string Name(TranscriptState state) => state switch
    {
        TranscriptState.Passed => "passed",
        TranscriptState.InProgress => "in progress",
        TranscriptState.Failed => "failed",
        TranscriptState.Withdrawn => "withdrawn",
        TranscriptState.Audited => "audited",
        TranscriptState.Incomplete => "incomplete",
        _ => "transferred",
    };

    private static bool IsAtLeast(string? grade, string least) => LetterGrade.Rank(least) is >= 0 and var limit && LetterGrade.Rank(grade) >= limit;
}
