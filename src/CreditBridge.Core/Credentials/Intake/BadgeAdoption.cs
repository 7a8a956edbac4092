using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>
/// A badge that a learner brought before its partner sent it, or before its issuer was registered, becomes that partner's, inside the caller's transaction: it stays one credential.
/// </summary>
internal sealed class BadgeAdoption(BridgeDbContext db, DateTime now)
{
    /// <summary>The partner sent what learners had brought.</summary>
    /// <param name="achievements">The partner's achievement for each canonical id.</param>
    public async Task SentAsync(Guid partnerId, IReadOnlyDictionary<string, Guid> achievements, CancellationToken cancellation)
    {
        if (achievements.Count == 0)
            return;
        var ids = achievements.Keys.ToList();
        var rows = await db.Credentials.AsTracking().Where(credential => credential.IssuerId != null && credential.IsLearnerSupplied && EF.Parameter(ids).Contains(credential.CanonicalId)).ToListAsync(cancellation);
        await AdoptAsync(partnerId, rows, row => achievements[row.CanonicalId], isSent: true, Actor.Night, "The partner sent it too", cancellation);
    }

    /// <summary>Their issuer is one of the partner's: what was earned becomes an achievement of the partner.</summary>
    /// <param name="rows">Tracked.</param>
    public async Task RegisteredAsync(Guid partnerId, List<Credential> rows, Actor actor, string why, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.AchievementId).Distinct().ToList();
        var earned = await db.Achievements.AsNoTracking().Where(achievement => EF.Parameter(ids).Contains(achievement.Id)).ToDictionaryAsync(achievement => achievement.Id, cancellation);
        var names = earned.Values.Select(achievement => achievement.ExternalId).Distinct().ToList();
        var own = await db.Achievements.Where(achievement => achievement.PartnerId == partnerId && EF.Parameter(names).Contains(achievement.ExternalId))
            .ToDictionaryAsync(achievement => achievement.ExternalId, achievement => achievement.Id, StringComparer.Ordinal, cancellation);
        foreach (var achievement in earned.Values.Where(achievement => !own.ContainsKey(achievement.ExternalId)))
        {
            var copy = new Achievement
            {
                PartnerId = partnerId,
                ExternalId = achievement.ExternalId,
                Name = achievement.Name,
                Description = achievement.Description,
                Skills = achievement.Skills,
                Tags = achievement.Tags,
                Language = achievement.Language,
                Url = achievement.Url,
                LearnedAt = now,
            };
            db.Achievements.Add(copy);
            own[achievement.ExternalId] = copy.Id;
        }

        await AdoptAsync(partnerId, rows, row => own[earned[row.AchievementId].ExternalId], isSent: false, actor, why, cancellation);
    }

    private async Task AdoptAsync(Guid partnerId, List<Credential> rows, Func<Credential, Guid> achievement, bool isSent, Actor actor, string why, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;
        var names = rows.ConvertAll(row => row.ExternalId);
        var ids = rows.ConvertAll(row => row.Id);
        var taken = (await db.Credentials.Where(credential => credential.PartnerId == partnerId && EF.Parameter(names).Contains(credential.ExternalId) && !EF.Parameter(ids).Contains(credential.Id))
            .Select(credential => credential.ExternalId).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var register = await IssuerRegister.ReadAsync(db, cancellation);
        var partner = await db.Partners.Where(partner => partner.Id == partnerId).Select(partner => partner.Name).SingleAsync(cancellation);
        foreach (var row in rows.Where(row => !taken.Contains(row.ExternalId)))
        {
            var before = row.PartnerId;
            row.Adopt(partnerId, achievement(row), isSent);
            row.Trust(register.Trusts(row), partner, now);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Credential given to its partner", nameof(Credential), row.Id, before.ToString(), partnerId.ToString(), why));
        }

        await db.SaveChangesAsync(cancellation);
        await Touch.LearnersAsync(db, [.. rows.Select(row => row.LearnerId).OfType<Guid>().Distinct()], now, cancellation);
    }
}
