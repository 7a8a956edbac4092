using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;

namespace CreditBridge.Core.Grants;

/// <summary>An award with all that its credential and its page say.</summary>
/// <param name="Lines">Those it stands for.</param>
/// <param name="Courses">Courses of the lines by code, where the catalogue has them.</param>
/// <param name="Term">Where the credit was posted, by name; null when nowhere yet.</param>
/// <param name="Email">The learner's confirmed address, of several the one confirmed first.</param>
public sealed record AwardFacts(
    Award Award,
    CreditGrant Grant,
    IReadOnlyList<GrantLine> Lines,
    Learner Learner,
    Institution Institution,
    IReadOnlyDictionary<string, Course> Courses,
    string? Term,
    IReadOnlyList<AwardEvidence> Evidence,
    string? Email)
{
    public decimal Credits => Lines.Sum(line => line.Credits);

    public AwardStatus Status => Lines.Any(line => line.ReversedAt is not null) ? AwardStatus.Reversed : AwardStatus.InForce;

    public DateTime? ReversedAt => Lines.Min(line => line.ReversedAt);

    /// <summary>'MATH 1300 Calculus I', several joined by a plus.</summary>
    public string Title => string.Join(" + ", Lines.Select(TitleOf));

    /// <summary>'3 credits', or 'an exemption' where a line gives none.</summary>
    public string CreditWords => Credits == 0 ? "an exemption" : Credits == 1 ? "1 credit" : $"{Credits:0.###} credits";

    /// <summary>Without the courses' titles: what fits on a badge.</summary>
    public string ShortTitle => string.Join(" + ", Lines.Select(WordsOf));

    /// <summary>Courses of the catalogue that it counts as; a placeholder is none.</summary>
    public IEnumerable<Course> AlignedCourses => Lines.SelectMany(CodesOf).Distinct(StringComparer.Ordinal).Select(code => Courses.GetValueOrDefault(code)).OfType<Course>().Where(course => !course.IsPlaceholder);

    public static IEnumerable<string> CodesOf(GrantLine line) => line.CourseCode?.Split(" + ") ?? [];

    /// <summary>For people who know no placeholders: 'Elective credit in BUSN, lower level', where lists say 'BUSN 1--- elective'.</summary>
    public static string WordsOf(GrantLine line) => line.Kind == AwardKind.Elective
        ? $"Elective credit{((line.ElectiveSubject ?? line.CourseCode?.Split(' ')[0]) is { } subject ? $" in {subject}" : "")}, {line.CourseLevel.ToLowerInvariant()} level"
        : AwardWords.Of(line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel);

    /// <summary>'MATH 1300 Calculus I'.</summary>
    public string TitleOf(GrantLine line) => line.Kind is not AwardKind.Elective && TitlesOf(line) is { Count: > 0 } titles ? $"{WordsOf(line)} {string.Join(" + ", titles)}" : WordsOf(line);

    private List<string> TitlesOf(GrantLine line) => [.. CodesOf(line).Select(code => Courses.GetValueOrDefault(code)).OfType<Course>().Where(course => !course.IsPlaceholder).Select(course => course.Title)];
}
