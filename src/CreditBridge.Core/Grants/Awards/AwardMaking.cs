using System.Security.Cryptography;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Learners;
using CreditBridge.OpenBadges;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>Makes awards when their learner first asks for one, and switches their public links. Whose grants they are is the caller's to know.</summary>
public sealed class AwardMaking(BridgeDbContext db, ConsentKeeping consents, TimeProvider time)
{
    internal const int FirstList = 1;

    /// <summary>A list is at most half full: a place by chance is found at once, and how full it is tells little.</summary>
    private const int Fill = StatusList.Entries / 2;

    private const int MostTries = 5;

    /// <summary>The awards of all this learner's credit that is in force.</summary>
    public Task<List<Award>> OfLearnerAsync(Guid learnerId, CancellationToken cancellation) => RetryAsync(() => EnsureAsync(learnerId, null, cancellation), cancellation);

    /// <returns>Null when the learner has no such grant, or none of its credit is in force.</returns>
    public async Task<Award?> OfGrantAsync(Guid learnerId, Guid grantId, CancellationToken cancellation) =>
        (await RetryAsync(() => EnsureAsync(learnerId, grantId, cancellation), cancellation)).SingleOrDefault();

    /// <summary>Switches the public link of a grant on or off. The address stays the same, so that what is printed works again.</summary>
    /// <returns>False when the learner has no such grant with credit in force.</returns>
    public async Task<bool> SwitchLinkAsync(Guid learnerId, Guid grantId, bool on, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ShareOwnRecord);
        return await RetryAsync(async () =>
        {
            var awards = await EnsureAsync(learnerId, grantId, cancellation);
            if (awards is not [var award])
                return false;
            var now = time.GetUtcNow().UtcDateTime;
            if (!award.SwitchLink(on, now))
                return true;
            db.AuditEntries.Add(AuditEntry.Of(actor, now, on ? "Public link switched on" : "Public link switched off", nameof(CreditGrant), grantId));
            if (on)
                await consents.GiveAsync(learnerId, ConsentKind.Sharing, ConsentKeeping.SharingText, actor, now, cancellation);
            return true;
        }, cancellation);
    }

    private async Task<List<Award>> EnsureAsync(Guid learnerId, Guid? grantId, CancellationToken cancellation)
    {
        var grants = await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines)
            .Where(grant => grant.LearnerId == learnerId && grant.State == GrantState.Accepted && grant.ReversesGrantId == null && (grantId == null || grant.Id == grantId)).ToListAsync(cancellation);
        var ids = grants.ConvertAll(grant => grant.Id);
        var known = await db.Awards.AsTracking().Where(award => EF.Parameter(ids).Contains(award.GrantId)).ToListAsync(cancellation);
        List<Award> awards = [];
        foreach (var grant in grants.Where(grant => grant.Lines.Exists(line => line.ReversedAt is null)).OrderBy(grant => grant.ApprovedAt))
        {
            var reversed = grant.Lines.Count(line => line.ReversedAt is not null);
            awards.Add(known.Find(award => award.GrantId == grant.Id && award.ReversedLines == reversed) ?? await AddAsync(grant, reversed, awards, cancellation));
        }

        return awards;
    }

    private async Task<Award> AddAsync(CreditGrant grant, int reversed, List<Award> beside, CancellationToken cancellation)
    {
        var list = FirstList + await db.Awards.CountAsync(cancellation) / Fill;
        int place;
        do
            place = RandomNumberGenerator.GetInt32(StatusList.Entries);
        while (beside.Exists(award => award.StatusIndex == place) || await db.Awards.AnyAsync(award => award.StatusList == list && award.StatusIndex == place, cancellation));
        var award = new Award { GrantId = grant.Id, LearnerId = grant.LearnerId, ReversedLines = reversed, StatusList = list, StatusIndex = place, MadeAt = time.GetUtcNow().UtcDateTime };
        db.Awards.Add(award);
        return award;
    }

    /// <summary>Two at once: the one whose row is refused finds the other's, or another place in the list.</summary>
    private async Task<T> RetryAsync<T>(Func<Task<T>> action, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await db.TransactAsync(action, cancellation);
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
