using CreditBridge.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Which requests somebody of the staff may see: faculty those that wait for their departments or name a course or a rule of theirs, all others every one.</summary>
public sealed class RequestScope(BridgeDbContext db, TimeProvider time)
{
    public async Task<IQueryable<CreditRequest>> OfAsync(Actor actor, CancellationToken cancellation)
    {
        var all = db.CreditRequests.AsNoTracking();
        if (actor.Role != Role.FacultyApprover)
            return all;
        var mine = await DepartmentsAsync(actor, cancellation);
        return all.Where(request => mine.Contains(request.DepartmentCode!)
            || request.Lines.Any(line => db.Courses.Any(course => course.Code == line.CourseCode && mine.Contains(course.DepartmentCode)))
            || request.Lines.Any(line => db.EquivalencyRules.Any(rule => rule.Code == line.RuleCode && mine.Contains(rule.DepartmentCode))));
    }

    /// <summary>The departments the person answers for today; none for who does not answer for departments.</summary>
    public async Task<List<string>> DepartmentsAsync(Actor actor, CancellationToken cancellation) => actor is { Role: Role.FacultyApprover, UserId: { } id }
        ? await ActingFor.DepartmentsAsync(db, id, await TodayAsync(cancellation), cancellation)
        : [];

    /// <summary>The institution's local date.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken cancellation) => (await db.Institutions.AsNoTracking().SingleAsync(cancellation)).LocalDate(time.GetUtcNow().UtcDateTime);
}
