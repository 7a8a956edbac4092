using System.Globalization;

namespace CreditBridge.Sis.Ethos;

/// <summary>What Banner holds for one posting. The source course was sent and no target, so what it made of it is compared with what was awarded.</summary>
internal sealed class Articulated(CreditPosting posting, IReadOnlyList<Evaluation> records)
{
    private readonly List<string> _courses = [.. records.Select(record => record.Course).OfType<string>().Order(StringComparer.OrdinalIgnoreCase)];

    public bool IsDuplicate => records.Any(record => record.IsDuplicate);

    public string Reference => $"{SourceCourse.Of(posting)} / {posting.TermCode}{(records[0].Sequence is { } sequence ? $" / {sequence}" : "")}";

    public decimal Credits => records.Sum(record => record.CreditsUsed ?? record.CreditHours ?? 0);

    /// <summary>In one sentence what Banner recorded otherwise than was awarded, or null.</summary>
    public string? Difference
    {
        get
        {
            if (_courses.Count == 0)
                return $"Banner has no articulation rule for {SourceCourse.Of(posting)}: it recorded no course for {Award}.";
            var used = records.Sum(record => record.CreditsUsed ?? 0);
            return IsAwarded && used == posting.Credits ? null
                : $"Awarded was {Award}, Banner recorded {string.Join(" + ", _courses)} with {Words(used)}.";
        }
    }

    private bool IsAwarded => posting.CourseCode is { } code
        ? _courses.SequenceEqual(code.Split(" + ").Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase)
        : posting.ElectiveSubject is not { } subject || _courses.TrueForAll(course => course.StartsWith(subject + " ", StringComparison.OrdinalIgnoreCase));

    private string Award => $"{posting.CourseCode ?? (posting.ElectiveSubject is { } subject ? $"{subject} elective credit" : "elective credit")} with {Words(posting.Credits)}";

    private static string Words(decimal credits) => string.Create(CultureInfo.InvariantCulture, $"{credits:0.###} credits");
}
