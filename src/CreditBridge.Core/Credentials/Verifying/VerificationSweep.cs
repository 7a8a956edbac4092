using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>
/// Verifies credentials that are due, a batch at a time: read, checked outside of any transaction, written in one with everything that follows from it. A worker that dies in
/// between has written nothing, and the rows are still due.
/// </summary>
public sealed class VerificationSweep(BridgeDbContext db, CredentialChecking checking, TimeProvider time)
{
    public const int BatchSize = 50;

    /// <summary>By day a batch is claimed so long; a batch that only waits for servers that don't answer takes less.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);

    /// <summary>Not twice in one night or sweep, whatever became of them. As one parameter in a query: a night sees more than any database takes as many.</summary>
    private readonly List<Guid> _seen = [];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>What was granted since it was last verified belongs to the nightly ones.</summary>
    public async Task FindGrantedAsync(NightLease lease, CancellationToken cancellation)
    {
        if (!await db.Credentials.AnyAsync(credential => credential.VerifyDueAt != null, cancellation))
            return;
        var (now, since) = (Now, Now - TimeSpan.FromDays(8));
        var evidence = await db.CreditGrants.AsNoTracking().Where(grant => grant.ApprovedAt >= since && grant.Lines.Any(line => line.ReversedAt == null))
            .Select(grant => new { grant.ApprovedAt, grant.Evidence }).ToListAsync(cancellation);
        foreach (var ids in evidence.SelectMany(row => row.Evidence.Select(item => item.CredentialId)).Distinct().Chunk(IntakePage.MostRecords))
        {
            await db.TransactAsync(async () =>
            {
                await lease.HoldAsync(db, cancellation);
                var last = now - Rechecking.Nightly;
                await db.Credentials.Where(credential => EF.Parameter(ids).Contains(credential.Id) && credential.VerifyDueAt > now && credential.VerifyAttempts == 0 && credential.VerifiedAt <= last)
                    .ExecuteUpdateAsync(set => set.SetProperty(credential => credential.VerifyDueAt, now), cancellation);
            }, cancellation);
        }
    }

    /// <param name="lease">The night's; by day null: then only what was never judged or is being asked again, and the batch is claimed first.</param>
    /// <returns>How many were verified; 0 when none is due.</returns>
    /// <exception cref="LeaseLostException">Another worker has the night now; nothing of the batch was written.</exception>
    public async Task<int> VerifyNextAsync(NightLease? lease, CancellationToken cancellation)
    {
        var due = lease is null ? await ClaimAsync(cancellation) : await DueAsync(cancellation);
        if (due.Count == 0)
            return 0;
        _seen.AddRange(due.Select(credential => credential.Id));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var whose = await WhoseAsync(due, cancellation);
            var checks = checking.CheckAsync(due, whose, stop.Token);
            if (lease is not null)
                await lease.KeepAsync(db, checks, cancellation);
            await WriteAsync(await checks, lease, cancellation);
        }
        finally
        {
            await stop.CancelAsync();
        }

        return due.Count;
    }

    private Task<List<DueCredential>> DueAsync(CancellationToken cancellation)
    {
        // The night also takes what a sweep of the day has claimed and not judged yet: whoever writes first is believed.
        var (now, claimed) = (Now, Now + Claim);
        return ReadAsync(db.Credentials.Where(credential => (credential.VerifyDueAt <= now || (credential.VerifyDueAt <= claimed && credential.VerifiedAt == null && credential.VerifyAttempts == 0))
            && !EF.Parameter(_seen).Contains(credential.Id)), cancellation);
    }

    private async Task<List<DueCredential>> ClaimAsync(CancellationToken cancellation)
    {
        var now = Now;
        var ids = await db.Credentials.Where(credential => credential.VerifyDueAt <= now && (credential.VerifiedAt == null || credential.VerifyAttempts > 0) && !EF.Parameter(_seen).Contains(credential.Id))
            .OrderBy(credential => credential.VerifyDueAt).Take(BatchSize).Select(credential => credential.Id).ToListAsync(cancellation);
        if (ids.Count == 0)
            return [];
        // A moment nobody else claims for, in whole microseconds: PostgreSQL keeps no more.
        var until = now + Claim + TimeSpan.FromMicroseconds(Random.Shared.Next(1_000_000));
        await db.Credentials.Where(credential => EF.Parameter(ids).Contains(credential.Id) && credential.VerifyDueAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(credential => credential.VerifyDueAt, until), cancellation);
        return await ReadAsync(db.Credentials.Where(credential => EF.Parameter(ids).Contains(credential.Id) && credential.VerifyDueAt == until), cancellation);
    }

    private static Task<List<DueCredential>> ReadAsync(IQueryable<Credential> credentials, CancellationToken cancellation) => credentials.AsNoTracking()
        .OrderBy(credential => credential.VerifyDueAt).ThenBy(credential => credential.Id).Take(BatchSize)
        .Select(credential => new DueCredential(credential.Id, credential.Payload, credential.PayloadSha256, credential.LearnerId, credential.RecipientKey, credential.IsLearnerSupplied, credential.VerifyDueAt))
        .ToListAsync(cancellation);

    /// <summary>
    /// The identities each is compared with: those of its learner, if one of them is what it names. One that a person matched with a reason names somebody as we do not know them, and the
    /// person's word stands.
    /// </summary>
    private async Task<Func<DueCredential, (Guid?, List<OpenBadges.RecipientIdentity>)>> WhoseAsync(List<DueCredential> due, CancellationToken cancellation)
    {
        var addresses = new LearnerAddresses(db);
        var hashed = await addresses.FindHashedAsync(due.Where(credential => credential.LearnerId is null).Select(credential => credential.RecipientKey), cancellation);
        var learners = due.Select(credential => credential.LearnerId).OfType<Guid>().Concat(hashed.Values).Distinct().ToList();
        var keys = await addresses.KeysOfAsync(learners, cancellation);
        return credential =>
        {
            var learner = credential.LearnerId ?? (hashed.TryGetValue(credential.RecipientKey, out var found) ? found : null);
            if (learner is not { } id)
                return (null, []);
            // No person matched what the learner alone brought.
            return (learner, credential.IsLearnerSupplied || LearnerAddresses.IsNamed(credential.RecipientKey, keys[id]) ? LearnerAddresses.ToCompare(keys[id]) : []);
        };
    }

    private Task WriteAsync(IReadOnlyList<JudgedCredential> judged, NightLease? lease, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (lease is not null)
                await lease.HoldAsync(db, cancellation);
            var now = Now;
            var ids = judged.Select(one => one.Due.Id).ToList();
            var rows = await db.Credentials.AsTracking().Where(credential => EF.Parameter(ids).Contains(credential.Id)).ToDictionaryAsync(credential => credential.Id, cancellation);
            var standing = judged.Where(one => rows.TryGetValue(one.Due.Id, out var row) && one.Due.IsStill(row)).ToList();
            var cases = await GrantCases.ForAsync(db, [.. standing.Select(one => rows[one.Due.Id])], now, cancellation);
            var register = await IssuerRegister.ReadAsync(db, cancellation);
            var partners = await db.Partners.AsNoTracking().ToDictionaryAsync(partner => partner.Id, partner => partner.Name, cancellation);
            var touched = new HashSet<Guid>();
            foreach (var one in standing)
                Write(one, rows[one.Due.Id], cases, register, partners, touched, now);
            await MoveAsync(standing.ConvertAll(one => rows[one.Due.Id]), register, now, cancellation);
            await NameAchievementsAsync(standing, rows, cancellation);
            await Touch.LearnersAsync(db, touched, now, cancellation);
        }, cancellation);

    private void Write(JudgedCredential judged, Credential credential, GrantCases cases, IssuerRegister register, Dictionary<Guid, string> partners, HashSet<Guid> touched, DateTime now)
    {
        var before = (credential.Verification, credential.Status, credential.Assurance, credential.LearnerId);
        if (judged.LearnerId is { } learner && credential.LearnerId is null)
        {
            credential.LearnerId = learner;
            db.AuditEntries.Add(AuditEntry.Of(Actor.Night, now, "Credential matched", nameof(Credential), credential.Id, null, learner.ToString(), "Its hidden address is that of a confirmed identity"));
        }

        if (judged is { Verdict.State: VerificationState.Valid, Claims: { IssuerId.Length: <= ExternalIdAttribute.MostCharacters } claims })
            (credential.IssuerId, credential.ExpiresOn) = (claims.IssuerId, claims.ValidUntil is { } until ? DateOnly.FromDateTime(until) : null);
        credential.Judge(judged.Verdict, cases.IsBehindGrant(credential.Id), now);
        credential.Trust(register.Trusts(credential), partners[credential.PartnerId], now);
        if ((credential.Verification, credential.Status, credential.Assurance, credential.LearnerId) == before)
            return;
        if (credential.LearnerId is { } owner)
            touched.Add(owner);
        // That a partner's record bears no signature is no news.
        if (credential.Verification != VerificationState.NotSigned)
            db.AuditEntries.Add(AuditEntry.Of(Actor.Night, now, "Credential verified", nameof(Credential), credential.Id, $"{before.Verification}, {before.Status}", $"{credential.Verification}, {credential.Status}"));
        cases.OpenIfWithdrawn(credential, before.Verification, before.Status);
    }

    /// <summary>A badge whose issuer is known only now may be a partner's.</summary>
    private async Task MoveAsync(List<Credential> verified, IssuerRegister register, DateTime now, CancellationToken cancellation)
    {
        var moving = verified.FindAll(credential => credential is { IsLearnerSupplied: true, Verification: VerificationState.Valid } && register.PartnerOf(credential.IssuerId) is { } partner && partner != credential.PartnerId);
        foreach (var group in moving.GroupBy(credential => register.PartnerOf(credential.IssuerId)!.Value))
            await new BadgeAdoption(db, now).RegisteredAsync(group.Key, [.. group], Actor.Night, "Its issuer stands in the partner's register", cancellation);
    }

    /// <summary>An Open Badges 2.0 assertion names its achievement by address only: what it is called is known once that was fetched.</summary>
    private async Task NameAchievementsAsync(List<JudgedCredential> judged, Dictionary<Guid, Credential> rows, CancellationToken cancellation)
    {
        var learned = judged.Where(one => one.Claims?.Achievement is { Name.Length: > 0 }).Select(one => (rows[one.Due.Id].AchievementId, Claims: one.Claims!.Achievement!)).DistinctBy(pair => pair.AchievementId).ToList();
        var ids = learned.ConvertAll(pair => pair.AchievementId);
        var nameless = await db.Achievements.AsTracking().Where(achievement => EF.Parameter(ids).Contains(achievement.Id) && achievement.Name == achievement.ExternalId).ToListAsync(cancellation);
        foreach (var achievement in nameless)
            BadgeClaims.Describe(achievement, learned.Find(pair => pair.AchievementId == achievement.Id).Claims);
    }
}
