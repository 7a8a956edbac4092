using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Which departments lines of credit concern: those of the courses they name, in the catalogue.</summary>
public sealed class LineDepartments
{
    private readonly Dictionary<string, string> _departments;

    private LineDepartments(Dictionary<string, string> departments) => _departments = departments;

    public static async Task<LineDepartments> ReadAsync(BridgeDbContext db, IEnumerable<RequestLine> lines, CancellationToken cancellation)
    {
        var codes = lines.SelectMany(Courses).Distinct().ToList();
        return new(await db.Courses.Where(course => EF.Parameter(codes).Contains(course.Code)).ToDictionaryAsync(course => course.Code, course => course.DepartmentCode, StringComparer.Ordinal, cancellation));
    }

    public IEnumerable<string> Of(RequestLine line) => Courses(line).Select(code => _departments.GetValueOrDefault(code)).OfType<string>().Distinct();

    /// <summary>Whether one of these departments answers for the line. A line that names no course of the catalogue is for whichever department was asked.</summary>
    public bool Answers(RequestLine line, IReadOnlyCollection<string> departments)
    {
        var own = Of(line).ToList();
        return own.Count == 0 || own.Exists(departments.Contains);
    }

    /// <summary>Whether these departments answer for all that would be granted: the option chosen, and each course where one line names several.</summary>
    public bool AnswersFor(RequestLine line, string? choice, IReadOnlyCollection<string> departments)
    {
        var course = line.Options.Count == 0 ? line.CourseCode : line.Options.Find(option => option.LineId == choice)?.CourseCode;
        return (course?.Split(" + ") ?? []).Select(code => _departments.GetValueOrDefault(code)).OfType<string>().All(departments.Contains);
    }

    private static IEnumerable<string> Courses(RequestLine line) =>
        line.Options.Select(option => option.CourseCode).Append(line.CourseCode).OfType<string>().SelectMany(code => code.Split(" + "));
}
