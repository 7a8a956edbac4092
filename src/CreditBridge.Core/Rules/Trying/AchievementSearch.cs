using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

// The database lowers the text, whatever the language of this machine.
#pragma warning disable CA1304, CA1311, CA1862

namespace CreditBridge.Core.Rules;

/// <summary>Achievements by words of their name or of their partner's, at most <see cref="Most"/>.</summary>
public static class AchievementSearch
{
    public const int Most = 20;

    /// <summary>No more are looked at before the best are put first.</summary>
    private const int MostRead = 200;

    public static async Task<IReadOnlyList<Found>> FindAsync(BridgeDbContext db, string typed, CancellationToken cancellation)
    {
        var words = typed.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (typed.Trim().Length is < 2 or > 100)
            return [];
        var partners = await db.Partners.AsNoTracking().ToDictionaryAsync(partner => partner.Id, cancellation);
        var near = db.Achievements.AsNoTracking();
        foreach (var word in words.Take(4))
        {
            var ofPartner = partners.Values.Where(partner => partner.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || partner.Code.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(partner => partner.Id).ToList();
            near = ofPartner.Count == 0
                ? near.Where(achievement => achievement.Name.ToLower().Contains(word))
                : near.Where(achievement => achievement.Name.ToLower().Contains(word) || EF.Parameter(ofPartner).Contains(achievement.PartnerId));
        }

        var found = (await near.OrderBy(achievement => achievement.Name).Select(achievement => new { achievement.Id, achievement.PartnerId, achievement.ExternalId, achievement.Name, achievement.Hours }).Take(MostRead).ToListAsync(cancellation))
            .OrderByDescending(row => row.Name.StartsWith(typed.Trim(), StringComparison.OrdinalIgnoreCase)).ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase).Take(Most).ToList();
        var ids = found.Select(row => row.Id).ToList();
        var stored = await db.Credentials.Where(credential => EF.Parameter(ids).Contains(credential.AchievementId)).GroupBy(credential => credential.AchievementId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        return [.. found.Select(row => new Found(row.Id, partners[row.PartnerId], row.ExternalId, row.Name, row.Hours, stored.GetValueOrDefault(row.Id)))];
    }

    /// <param name="Stored">How many credentials of it are stored.</param>
    public sealed record Found(Guid Id, Partner Partner, string ExternalId, string Name, decimal? Hours, int Stored);
}
