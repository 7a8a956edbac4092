using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Published equivalencies as anybody may find them: our own in force and not hidden, and those that other institutions published, with their source.</summary>
public sealed class EquivalencySearch(BridgeDbContext db, TimeProvider time)
{
    /// <summary>A name that fits more achievements than this is searched by title alone.</summary>
    private const int MostAchievements = 200;

    public async Task<IQueryable<EquivalencyRow>> FindAsync(string? words, string? partner, string? course, CancellationToken cancellation)
    {
        var rows = await PublicAsync(cancellation);
        if (words?.Trim().ToLowerInvariant() is { Length: > 0 } text)
        {
            var ids = await db.Achievements.Where(achievement => achievement.Name.ToLower().Contains(text)).OrderBy(achievement => achievement.Id).Take(MostAchievements).Select(achievement => achievement.ExternalId).ToListAsync(cancellation);
            var named = rows.Where(row => row.Version.Title.ToLower().Contains(text));
            rows = ids.Count == 0 ? named : rows.Where(row => row.Version.Title.ToLower().Contains(text)
                || EF.Parameter(ids).Any(id => ((string)(object)row.Version.Definition).Contains("\"achievement\":\"" + id + "\"")));
        }

        if (partner is { Length: > 0 })
        {
            var named = $"\"partner\":{System.Text.Json.JsonSerializer.Serialize(partner, RuleJson.Options)}";
            rows = rows.Where(row => ((string)(object)row.Version.Definition).Contains(named));
        }

        if (course?.Trim() is { Length: > 0 } code)
            rows = rows.Where(row => ((string)(object)row.Version.Definition).ToLower().Contains("\"" + code.ToLowerInvariant()));
        return rows.OrderBy(row => row.RuleSet == null ? 0 : 1).ThenBy(row => row.Version.Title).ThenBy(row => row.Code);
    }

    /// <summary>The version in force today, else the last that was: a link that was sent to a student goes on to say something.</summary>
    public async Task<EquivalencyRow?> FindAsync(string code, CancellationToken cancellation) =>
        await (await PublicAsync(cancellation)).FirstOrDefaultAsync(row => row.Code == code, cancellation)
        ?? await (await PublishedAsync(cancellation)).Where(row => row.Code == code).OrderByDescending(row => row.Version.PublishedFrom).FirstOrDefaultAsync(cancellation);

    private async Task<IQueryable<EquivalencyRow>> PublicAsync(CancellationToken cancellation)
    {
        var today = await TodayAsync(cancellation);
        return (await PublishedAsync(cancellation)).Where(row => row.Version.PublishedTo == null || row.Version.PublishedTo >= today);
    }

    private async Task<DateOnly> TodayAsync(CancellationToken cancellation) =>
        (await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation))?.LocalDate(time.GetUtcNow().UtcDateTime) ?? DateOnly.MinValue;

    private async Task<IQueryable<EquivalencyRow>> PublishedAsync(CancellationToken cancellation)
    {
        var today = await TodayAsync(cancellation);
        return from rule in db.EquivalencyRules.AsNoTracking()
               from version in rule.Versions
               where (version.State == RuleVersionState.Published || version.State == RuleVersionState.Superseded || version.State == RuleVersionState.Retired)
                   && version.PublishedFrom <= today && (version.PublishedTo == null || version.PublishedTo >= version.PublishedFrom) && !version.IsHidden
               join found in db.RuleSets on rule.RuleSetId equals (Guid?)found.Id into sets
               from ruleSet in sets.DefaultIfEmpty()
               select new EquivalencyRow { Code = rule.Code, Version = version, RuleSet = ruleSet };
    }
}
