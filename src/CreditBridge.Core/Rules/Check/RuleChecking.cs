using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Checks a rule against the catalogue and the achievements as they are stored.</summary>
public sealed class RuleChecking(BridgeDbContext db)
{
    public async Task<IReadOnlyList<RuleProblem>> CheckAsync(RuleContent content, CancellationToken cancellation)
    {
        var named = RuleParts.Courses(content.Definition).ToList();
        var courses = await db.Courses.AsNoTracking().Where(course => EF.Parameter(named).Contains(course.Code)).ToListAsync(cancellation);
        var ids = RuleParts.Achievements(content.Definition).Select(one => one.Achievement).Distinct().ToList();
        var achievements = await db.Achievements.AsNoTracking().Where(achievement => EF.Parameter(ids).Contains(achievement.ExternalId))
            .Join(db.Partners, achievement => achievement.PartnerId, partner => partner.Id, (achievement, partner) => new { achievement, partner.Code }).ToListAsync(cancellation);
        var programs = content.Definition.Scope.ProgramsIn.Concat(content.Definition.Scope.ProgramsOut).Distinct().ToList();
        var known = await db.Programs.Where(program => EF.Parameter(programs).Contains(program.Code)).Select(program => program.Code).ToListAsync(cancellation);
        return
        [
            .. RuleCheck.Of(content, courses.Select(PublishedBook.Facts), [.. achievements.Select(row => PublishedBook.Facts(row.achievement, row.Code))]),
            .. await DepartmentAsync(content, courses, cancellation),
            .. programs.Except(known, StringComparer.OrdinalIgnoreCase).Select(program => new RuleProblem("scope", $"There is no programme {program}.")),
        ];
    }

    /// <summary>The faculty of the courses that a rule gives approves it: nobody chooses an easier department.</summary>
    private async Task<IEnumerable<RuleProblem>> DepartmentAsync(RuleContent content, List<Catalog.Course> courses, CancellationToken cancellation)
    {
        var given = RuleParts.Awards(content.Definition).SelectMany(part => RuleParts.CoursesOf(part.Award)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var owners = courses.Where(course => given.Contains(course.Code)).Select(course => course.DepartmentCode).Distinct().Order(StringComparer.Ordinal).ToList();
        if (owners.Count > 0 && !owners.Contains(content.DepartmentCode))
            return [new RuleProblem("department", $"The courses it gives belong to {string.Join(" and ", owners)}: that department approves it, not {content.DepartmentCode}.")];
        return await db.Departments.AnyAsync(department => department.Code == content.DepartmentCode, cancellation) ? [] : [new RuleProblem("department", $"There is no department {content.DepartmentCode}.")];
    }
}
