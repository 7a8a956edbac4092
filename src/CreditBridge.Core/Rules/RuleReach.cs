using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Whom a rule may concern: the learners who hold a credential that it names.</summary>
public static class RuleReach
{
    /// <summary>The achievements that the selectors take, with those of their SameLearning groups.</summary>
    public static async Task<List<Guid>> AchievementsAsync(BridgeDbContext db, IEnumerable<RuleDefinition> definitions, CancellationToken cancellation)
    {
        var selectors = definitions.SelectMany(RuleParts.Leaves).Select(leaf => leaf.Selector).Distinct().ToList();
        var named = selectors.OfType<AchievementSelector>().Select(one => one.Achievement).Distinct().ToList();
        var partners = await db.Partners.AsNoTracking().ToDictionaryAsync(partner => partner.Id, partner => partner.Code, cancellation);
        var found = (await db.Achievements.AsNoTracking().Where(achievement => EF.Parameter(named).Contains(achievement.ExternalId)).ToListAsync(cancellation))
            .Where(achievement => selectors.Contains(new AchievementSelector(partners[achievement.PartnerId], achievement.ExternalId))).ToList();
        var groups = found.Where(achievement => achievement.SameLearning != null).Select(achievement => achievement.SameLearning).Distinct().ToList();
        var ids = found.Select(achievement => achievement.Id).ToHashSet();
        ids.UnionWith(await db.Achievements.Where(achievement => achievement.SameLearning != null && EF.Parameter(groups).Contains(achievement.SameLearning)).Select(achievement => achievement.Id).ToListAsync(cancellation));

        var patterns = new PatternIndex();
        foreach (var pattern in selectors.OfType<PatternSelector>())
            patterns.Intern(pattern);
        if (patterns.Count > 0)
        {
            await foreach (var achievement in db.Achievements.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (patterns.Fitting(PublishedBook.Facts(achievement, partners[achievement.PartnerId])).Count > 0)
                    ids.Add(achievement.Id);
            }
        }

        return [.. ids];
    }

    public static async Task<List<Guid>> LearnersAsync(BridgeDbContext db, IEnumerable<RuleDefinition> definitions, CancellationToken cancellation)
    {
        var achievements = await AchievementsAsync(db, definitions, cancellation);
        return await db.Credentials.Where(credential => credential.LearnerId != null && EF.Parameter(achievements).Contains(credential.AchievementId))
            .Select(credential => credential.LearnerId!.Value).Distinct().OrderBy(id => id).ToListAsync(cancellation);
    }

    /// <summary>The night evaluates them next.</summary>
    public static async Task TouchAsync(BridgeDbContext db, IEnumerable<RuleDefinition> definitions, DateTime at, CancellationToken cancellation) =>
        await Credentials.Intake.Touch.LearnersAsync(db, await LearnersAsync(db, definitions, cancellation), at, cancellation);
}
