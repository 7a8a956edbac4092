using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Catalog;

/// <summary>
/// Courses that the student system had and has no more: they end today and are never deleted, for grants and rules name them. What somebody added here by hand or file, and placeholders, are not
/// the student system's to end. A course that comes back begins again as its row says.
/// </summary>
public sealed class CourseEnding(BridgeDbContext db, TimeProvider time)
{
    private const int Chunk = 500;

    /// <returns>Codes of courses in force that came from the student system and are not among these, and how many in force came from it.</returns>
    public async Task<(IReadOnlyList<string> Gone, int Known)> FindAsync(IReadOnlySet<string> there, CancellationToken cancellation)
    {
        var today = await TodayAsync(cancellation);
        var known = await db.Courses.Where(course => course.IsFromStudentSystem && !course.IsPlaceholder && (course.EffectiveTo == null || course.EffectiveTo > today)).Select(course => course.Code).ToListAsync(cancellation);
        return ([.. known.Where(code => !there.Contains(code)).Order(StringComparer.Ordinal)], known.Count);
    }

    /// <summary>From now on the student system answers for these.</summary>
    public async Task ClaimAsync(IReadOnlySet<string> there, CancellationToken cancellation)
    {
        foreach (var codes in there.Chunk(Chunk))
        {
            await db.Courses.Where(course => !course.IsFromStudentSystem && !course.IsPlaceholder && EF.Parameter(codes).Contains(course.Code))
                .ExecuteUpdateAsync(set => set.SetProperty(course => course.IsFromStudentSystem, true), cancellation);
        }
    }

    public async Task EndAsync(IReadOnlyList<string> gone, Actor actor, CancellationToken cancellation)
    {
        var (now, today) = (time.GetUtcNow().UtcDateTime, await TodayAsync(cancellation));
        foreach (var codes in gone.Chunk(Chunk))
        {
            await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                foreach (var course in await db.Courses.AsTracking().Where(course => EF.Parameter(codes).Contains(course.Code)).ToListAsync(cancellation))
                {
                    db.AuditEntries.Add(AuditEntry.Of(actor, now, "Course ended", nameof(Course), course.Id, TableWriting.Text(course.EffectiveTo), TableWriting.Text(today), $"The student system no longer has {course.Code}."));
                    course.EffectiveTo = today;
                }
            }, cancellation);
        }
    }

    private async Task<DateOnly> TodayAsync(CancellationToken cancellation) => (await db.Institutions.AsNoTracking().SingleAsync(cancellation)).LocalDate(time.GetUtcNow().UtcDateTime);
}
