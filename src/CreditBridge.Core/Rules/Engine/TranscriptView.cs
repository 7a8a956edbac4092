using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>The transcript by course group. Of several attempts the one that counts most stands: passed or transferred, then in progress, then the rest.</summary>
internal sealed class TranscriptView
{
    private readonly (int Group, TranscriptCourse Course)[] _courses;

    public TranscriptView(CourseIndex index, IReadOnlyList<TranscriptCourse> courses)
    {
        var known = new List<(int, TranscriptCourse)>(courses.Count);
        foreach (var course in courses)
        {
            if (index.Find(course.Course) is { } entry)
                known.Add((entry.Group, course));
        }

        _courses = [.. known];
    }

    public static bool Counts(TranscriptState state) => state is TranscriptState.Passed or TranscriptState.Transferred;

    public TranscriptCourse? Find(int group)
    {
        TranscriptCourse? best = null;
        foreach (var (other, course) in _courses)
        {
            if (other == group && (best is null || Compare(course, best) < 0))
                best = course;
        }

        return best;
    }

    /// <summary>The best attempt first.</summary>
    private static int Compare(TranscriptCourse left, TranscriptCourse right)
    {
        var order = Weight(left.State).CompareTo(Weight(right.State));
        if (order == 0)
            order = LetterGrade.Rank(right.Grade).CompareTo(LetterGrade.Rank(left.Grade));
        if (order == 0)
            order = string.CompareOrdinal(left.Course, right.Course);
        if (order == 0)
            order = string.CompareOrdinal(left.Grade, right.Grade);
        return order != 0 ? order : left.State.CompareTo(right.State);
    }

    private static int Weight(TranscriptState state) => state switch
    {
        TranscriptState.Passed or TranscriptState.Transferred => 0,
        TranscriptState.InProgress => 2,
        TranscriptState.Incomplete => 3,
        TranscriptState.Failed => 4,
        TranscriptState.Withdrawn => 5,
        _ => 6,
    };
}
