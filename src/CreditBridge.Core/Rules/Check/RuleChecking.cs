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
        return RuleCheck.Of(content, courses.Select(PublishedBook.Facts), [.. achievements.Select(row => PublishedBook.Facts(row.achievement, row.Code))]);
    }
}
