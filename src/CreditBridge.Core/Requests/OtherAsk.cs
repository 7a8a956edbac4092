using CreditBridge.Core.Catalog;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>What shall be given instead: a course of the catalogue, or elective credit.</summary>
/// <param name="Course">The course's code; then subject and level come from the catalogue.</param>
/// <param name="Subject">Of an elective; null: any.</param>
/// <param name="Level">Of an elective.</param>
/// <param name="Credits">Null: as many as the course has.</param>
public sealed record OtherAsk(string? Course, string? Subject, CourseLevel? Level, decimal? Credits)
{
    /// <summary>What that is in the catalogue of a day; a placeholder is elective credit.</summary>
    /// <exception cref="IllegalMoveException">There is no such course that day, or elective credit lacks its level or credits.</exception>
    internal async Task<OtherAward> ReadAsync(BridgeDbContext db, DateOnly today, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Course))
        {
            return (Level, Credits) is ({ } level, { } credits)
                ? new(AwardKind.Elective, null, string.IsNullOrWhiteSpace(Subject) ? null : Subject.Trim().ToUpperInvariant(), level.ToString(), [], credits)
                : throw new IllegalMoveException("Name a course of the catalogue, or level and credits of elective credit.");
        }

        var code = Course.Trim().ToUpperInvariant();
        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(course => course.Code == code, cancellation);
        if (course is null || course.EffectiveFrom > today || course.EffectiveTo < today)
            throw new IllegalMoveException($"The catalogue has no course {code}.");
        return course.IsPlaceholder
            ? new(AwardKind.Elective, course.Code, course.Subject, course.Level.ToString(), [], Credits ?? course.Credits)
            : new(AwardKind.Course, course.Code, null, course.Level.ToString(), [course.Group], Credits ?? course.Credits);
    }
}
