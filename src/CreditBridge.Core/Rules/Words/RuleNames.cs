using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Looks up what people call the achievements that rules name.</summary>
public static class RuleNames
{
    public static async Task<RuleWords> ReadAsync(BridgeDbContext db, IEnumerable<RuleDefinition> definitions, CancellationToken cancellation)
    {
        var ids = definitions.SelectMany(RuleParts.Achievements).Select(one => one.Achievement).Distinct().ToList();
        var rows = await db.Achievements.AsNoTracking().Where(achievement => EF.Parameter(ids).Contains(achievement.ExternalId))
            .Join(db.Partners, achievement => achievement.PartnerId, partner => partner.Id, (achievement, partner) => new { partner.Code, Partner = partner.Name, achievement.ExternalId, achievement.Name })
            .ToListAsync(cancellation);
        var names = rows.ToDictionary(row => new AchievementSelector(row.Code, row.ExternalId), row => $"{row.Name} ({row.Partner})");
        return new(one => names.GetValueOrDefault(one) ?? $"{one.Achievement} ({one.Partner})");
    }
}
