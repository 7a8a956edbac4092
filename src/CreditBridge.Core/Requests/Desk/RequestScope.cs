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
        return Concerning(all, await DepartmentsAsync(actor, cancellation));
    }

    /// <summary>Requests that wait for one of these departments, or name a course or a rule of theirs.</summary>
    public IQueryable<CreditRequest> Concerning(IQueryable<CreditRequest> requests, IReadOnlyCollection<string> departments) => requests.Where(request =>
        departments.Contains(request.DepartmentCode!)
        || request.Lines.Any(line => db.Courses.Any(course => course.Code == line.CourseCode && departments.Contains(course.DepartmentCode)))
        || request.Lines.Any(line => db.EquivalencyRules.Any(rule => rule.Code == line.RuleCode && departments.Contains(rule.DepartmentCode))));

    /// <summary>Requests with a line that rests on a credential of this partner.</summary>
    /// <param name="partner">The partner's code; anything that is no code finds nothing.</param>
    public IQueryable<CreditRequest> RestingOn(IQueryable<CreditRequest> requests, string partner)
    {
        // Evidence is JSON text in one column, the same on every database: a code is found between its quotes, and has no character that LIKE knows.
        if (!partner.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            return requests.Where(_ => false);
        var found = $"%\"partner\":\"{partner}\"%";
        var lines = db.RequestLines.FromSql($"SELECT * FROM \"RequestLines\" WHERE \"Evidence\" LIKE {found}");
        return requests.Where(request => lines.Any(line => line.RequestId == request.Id));
    }

    /// <summary>The departments the person answers for today; none for who does not answer for departments.</summary>
    public async Task<List<string>> DepartmentsAsync(Actor actor, CancellationToken cancellation) => actor is { Role: Role.FacultyApprover, UserId: { } id }
        ? await ActingFor.DepartmentsAsync(db, id, await TodayAsync(cancellation), cancellation)
        : [];

    /// <summary>The institution's local date; UTC's while there is no institution yet.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return (await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation))?.LocalDate(now) ?? DateOnly.FromDateTime(now);
    }
}
