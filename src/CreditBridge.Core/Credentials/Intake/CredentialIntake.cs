using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>
/// Takes one page of records in one transaction: credentials, history, quarantine, the learners it touches, the run's numbers and the checkpoint, all or
/// nothing. The newest content by the source's own time wins; an older one is kept in history; one id twice with different contents and no
/// time to order them is a question for a person.
/// </summary>
public sealed class CredentialIntake(BridgeDbContext db, TimeProvider time)
{
    /// <exception cref="LeaseLostException">Another worker has the run now; nothing of the page was taken.</exception>
    public async Task TakeAsync(IntakeSession session, IntakePage page, SyncLease? lease, CancellationToken cancellation)
    {
        var (learned, seen) = await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (lease is not null)
                await lease.HoldAsync(db, cancellation);
            return await TakeInTransactionAsync(session, page, cancellation);
        }, cancellation);
        foreach (var achievement in learned)
            session.Achievements[achievement.ExternalId] = achievement.Id;
        session.Remember(seen);
    }

    private async Task<(List<Achievement> Learned, HashSet<string> Seen)> TakeInTransactionAsync(IntakeSession session, IntakePage page, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var counts = new PageCounts();
        var taken = page.Records.OfType<IncomingRecord.Taken>().ToList();
        var refused = page.Records.OfType<IncomingRecord.Refused>().ToList();
        if (page.Replays is { } replay)
            db.SyncRuns.Add(replay.Run);
        var learned = await LearnAchievementsAsync(session, taken, now, cancellation);
        await AdoptAsync(session, taken, learned, now, cancellation);
        var known = await KnownAsync(session.Partner.Id, taken, cancellation);
        var learners = await new LearnerMatching(db).FindAsync(session.Partner, NewOrChanged(taken, known).Select(record => record.RecipientKey).ToList(), cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var touched = new HashSet<Guid>();
        var withdrawn = new List<(Credential Before, Credential After)>();

        using (var insert = RowWriter<Credential>.Inserting(db))
        using (var update = RowWriter<Credential>.Updating(db))
        using (var updateContent = RowWriter<Credential>.UpdatingContent(db))
        using (var history = RowWriter<CredentialVersion>.Inserting(db))
        {
            foreach (var record in taken)
            {
                var again = !seen.Add(record.ExternalId) || session.HasSeen(record.ExternalId);
                var achievementId = AchievementOf(record, session, learned);
                if (!known.TryGetValue(record.ExternalId, out var stored))
                {
                    var incoming = CredentialOf(record, session, achievementId, now);
                    incoming.LearnerId = Match(learners, record.RecipientKey, counts, touched);
                    insert.Write(incoming);
                    KeepOriginal(record, incoming);
                    known[record.ExternalId] = new Known(incoming.PayloadSha256, incoming);
                    counts.New++;
                }
                else if (stored.PayloadSha256 == record.PayloadSha256)
                {
                    _ = again ? counts.Duplicate++ : counts.Unchanged++;
                }
                else if (IsTwiceWithoutOrder(record, stored.Credential!, again, session))
                {
                    refused.Add(new IncomingRecord.Refused(record.Location, record.Payload, record.Format, record.Header, QuarantineKeeping.IdTwice,
                        $"The id {record.ExternalId} stands twice with different contents and no updated_at says which is newer; the first was kept. First seen at {stored.Credential!.Location}.")
                    { ExternalId = record.ExternalId });
                }
                else if (record.SourceUpdatedAt < stored.Credential!.SourceUpdatedAt)
                {
                    await KeepLateAsync(stored.Credential, CredentialOf(record, session, achievementId, now), history, now, cancellation);
                    _ = again ? counts.Duplicate++ : counts.Unchanged++;
                }
                else
                {
                    var before = stored.Credential;
                    history.Write(CredentialVersion.Of(before, before.Number, now));
                    var current = Replace(before, CredentialOf(record, session, achievementId, now), learners, counts, touched);
                    (RowWriter<Credential>.IsSameInIndexes(db, before, current) ? updateContent : update).Write(current);
                    known[record.ExternalId] = new Known(current.PayloadSha256, current);
                    KeepOriginal(record, current);
                    if (current.Status != before.Status && before.LearnerId is not null)
                        withdrawn.Add((before, current));
                    counts.Changed++;
                }
            }
        }

        session.HasNameless |= refused.Exists(record => record.ExternalId is null);
        if (page.Sweep is { } sweep)
            await new SweepMarking(db).MarkAsync(session, sweep, page.EndsSweep, [.. seen, .. refused.Select(record => record.ExternalId).OfType<string>()], touched, cancellation);
        await OpenCasesAsync(withdrawn, now, cancellation);
        var quarantine = new QuarantineKeeping(db);
        if (page.Replays is { } replayed)
            await quarantine.CloseAsync(replayed.Records, QuarantineState.Replayed, "Taken by replay", replayed.By, now, cancellation);
        else
            await quarantine.LetGoAsync(session, [.. seen], now, cancellation);
        await quarantine.KeepAsync(session, refused, now, cancellation);
        counts.Quarantined = refused.Count;
        await Touch.LearnersAsync(db, touched, now, cancellation);
        await CountAsync(session, page, counts, now, cancellation);
        return (learned, seen);
    }

    /// <summary>The source lists one id twice in this run and says of neither that it is the newer. The run on the row remembers it through a crash.</summary>
    private static bool IsTwiceWithoutOrder(IncomingRecord.Taken record, Credential stored, bool again, IntakeSession session) =>
        (again || stored.SyncRunId == session.RunId) && (record.SourceUpdatedAt is null || record.SourceUpdatedAt == stored.SourceUpdatedAt);

    /// <summary>Records whose content is not the stored one: only they need a learner.</summary>
    private static IEnumerable<IncomingRecord.Taken> NewOrChanged(List<IncomingRecord.Taken> taken, Dictionary<string, Known> known) =>
        taken.Where(record => !known.TryGetValue(record.ExternalId, out var stored) || stored.PayloadSha256 != record.PayloadSha256);

    /// <remarks>A list of a thousand goes to the database as one parameter: as a thousand, SQLite looks each up by name among all the others.</remarks>
    private async Task<Dictionary<string, Known>> KnownAsync(Guid partnerId, List<IncomingRecord.Taken> taken, CancellationToken cancellation)
    {
        var ids = taken.Select(record => record.ExternalId).Distinct(StringComparer.Ordinal).ToList();
        var hashes = await db.Credentials.AsNoTracking()
            .Where(credential => credential.PartnerId == partnerId && EF.Parameter(ids).Contains(credential.ExternalId))
            .Select(credential => new { credential.ExternalId, credential.PayloadSha256 })
            .ToDictionaryAsync(credential => credential.ExternalId, credential => new Known(credential.PayloadSha256, null), StringComparer.Ordinal, cancellation);
        var differing = NewOrChanged(taken, hashes).Select(record => record.ExternalId).Where(hashes.ContainsKey).Distinct(StringComparer.Ordinal).ToList();
        if (differing.Count == 0)
            return hashes;
        await foreach (var credential in db.Credentials.AsNoTracking()
            .Where(credential => credential.PartnerId == partnerId && EF.Parameter(differing).Contains(credential.ExternalId)).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            hashes[credential.ExternalId] = new Known(credential.PayloadSha256, credential);
        }

        return hashes;
    }

    private async Task<List<Achievement>> LearnAchievementsAsync(IntakeSession session, List<IncomingRecord.Taken> taken, DateTime now, CancellationToken cancellation)
    {
        var learned = taken.DistinctBy(record => record.AchievementExternalId, StringComparer.Ordinal)
            .Where(record => !session.Achievements.ContainsKey(record.AchievementExternalId))
            .Select(record => Learned(record, session.Partner.Id, now)).ToList();
        db.Achievements.AddRange(learned);
        await db.SaveChangesAsync(cancellation);
        return learned;
    }

    internal static Achievement Learned(IncomingRecord.Taken record, Guid partnerId, DateTime now)
    {
        var achievement = new Achievement { PartnerId = partnerId, ExternalId = record.AchievementExternalId, Name = record.AchievementName ?? record.AchievementExternalId, LearnedAt = now };
        if (record.Badge is { } badge)
            BadgeClaims.Describe(achievement, badge.Achievement);
        return achievement;
    }

    private Task AdoptAsync(IntakeSession session, List<IncomingRecord.Taken> taken, List<Achievement> learned, DateTime now, CancellationToken cancellation)
    {
        var badges = taken.Where(record => record.Badge is not null).DistinctBy(record => record.CanonicalId, StringComparer.Ordinal)
            .ToDictionary(record => record.CanonicalId, record => AchievementOf(record, session, learned), StringComparer.Ordinal);
        return new BadgeAdoption(db, now).SentAsync(session.Partner.Id, badges, cancellation);
    }

    private static Guid AchievementOf(IncomingRecord.Taken record, IntakeSession session, List<Achievement> learned) =>
        session.Achievements.TryGetValue(record.AchievementExternalId, out var id) ? id : learned.Find(achievement => achievement.ExternalId == record.AchievementExternalId)!.Id;

    private void KeepOriginal(IncomingRecord.Taken record, Credential credential)
    {
        if (record.Badge?.Original is { } file)
            db.CredentialOriginals.Add(new CredentialOriginal { CredentialId = credential.Id, Number = credential.Number, Kind = file.Kind, Sha256 = file.Sha256, Bytes = file.Bytes.ToArray() });
    }

    /// <summary>What the source now calls revoked may have led to credit.</summary>
    private async Task OpenCasesAsync(List<(Credential Before, Credential After)> withdrawn, DateTime now, CancellationToken cancellation)
    {
        if (withdrawn.Count == 0)
            return;
        var cases = await GrantCases.ForAsync(db, withdrawn.ConvertAll(pair => pair.Before), now, cancellation);
        foreach (var (before, after) in withdrawn)
            cases.OpenIfWithdrawn(after, before.Verification, before.Status);
    }

    internal static Credential CredentialOf(IncomingRecord.Taken record, IntakeSession session, Guid achievementId, DateTime now) => new()
    {
        IssuerId = record.Badge?.IssuerId,
        VerifyDueAt = record.Badge is null ? null : now,
        PartnerId = session.Partner.Id,
        ExternalId = record.ExternalId,
        CanonicalId = record.CanonicalId,
        AchievementId = achievementId,
        RecipientKey = record.RecipientKey,
        RecipientName = record.RecipientName,
        RecipientBirthOn = record.RecipientBirthOn,
        IssuedOn = record.IssuedOn,
        ExpiresOn = record.ExpiresOn,
        Results = record.Results,
        Hours = record.Hours,
        EvidenceUrl = record.EvidenceUrl,
        Status = record.Status,
        Verification = record.Verification,
        Assurance = record.Assurance,
        Checks = record.Checks,
        Format = record.Format,
        Location = record.Location,
        Payload = record.Payload,
        PayloadSha256 = record.PayloadSha256,
        SourceUpdatedAt = record.SourceUpdatedAt,
        TakenAt = now,
        FirstTakenAt = now,
        SyncRunId = session.RunId,
    };

    private static Credential Replace(Credential before, Credential incoming, Dictionary<string, Guid> learners, PageCounts counts, HashSet<Guid> touched)
    {
        // Whoever lost the credential is looked at again too.
        if (before.LearnerId is { } earlier)
            touched.Add(earlier);
        var current = incoming.WithIdentityOf(before);
        // Withdrawn by its issuer, it stays so until the new content was checked: to send it again is no way out.
        if (current.VerifyDueAt is not null && before.Status is CredentialStatus.Revoked or CredentialStatus.Suspended)
            current.Status = before.Status;
        if (before.RecipientKey != incoming.RecipientKey && before.LearnerId is not null)
        {
            // It may have earned credit for somebody already: never automatic again.
            current.Verification = VerificationState.Indeterminate;
            current.Checks = [.. current.Checks, new CredentialCheck(Credential.RecipientChanged, "compared with the earlier content", current.TakenAt, VerificationState.Indeterminate,
                $"The partner changed the recipient from {before.RecipientDisplay} to {incoming.RecipientDisplay}: a person must look.")];
        }

        current.LearnerId = before.RecipientKey == incoming.RecipientKey && before.LearnerId is not null
            ? before.LearnerId
            : Match(learners, incoming.RecipientKey, counts, touched);
        if (current.LearnerId == before.LearnerId && before.LearnerId is not null)
            counts.Matched++;
        return current;
    }

    private static Guid? Match(Dictionary<string, Guid> learners, string recipientKey, PageCounts counts, HashSet<Guid> touched)
    {
        if (learners.TryGetValue(recipientKey, out var learner))
        {
            counts.Matched++;
            touched.Add(learner);
            return learner;
        }

        counts.Unmatched++;
        return null;
    }

    private async Task KeepLateAsync(Credential stored, Credential late, RowWriter<CredentialVersion> history, DateTime now, CancellationToken cancellation)
    {
        var kept = await db.CredentialVersions.AnyAsync(version => version.CredentialId == stored.Id && version.PayloadSha256 == late.PayloadSha256, cancellation);
        if (!kept)
            history.Write(CredentialVersion.Of(late.WithIdentityOf(stored), number: 0, now));
    }

    private async Task CountAsync(IntakeSession session, IntakePage page, PageCounts counts, DateTime now, CancellationToken cancellation)
    {
        await db.SyncRuns.Where(run => run.Id == session.RunId).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.New, run => run.New + counts.New)
            .SetProperty(run => run.Changed, run => run.Changed + counts.Changed)
            .SetProperty(run => run.Unchanged, run => run.Unchanged + counts.Unchanged)
            .SetProperty(run => run.Duplicate, run => run.Duplicate + counts.Duplicate)
            .SetProperty(run => run.Quarantined, run => run.Quarantined + counts.Quarantined)
            .SetProperty(run => run.Matched, run => run.Matched + counts.Matched)
            .SetProperty(run => run.Unmatched, run => run.Unmatched + counts.Unmatched)
            .SetProperty(run => run.Checkpoint, page.Progress), cancellation);
        var scopes = page.Checkpoints.Keys.ToList();
        var stored = await db.SyncCheckpoints.AsTracking().Where(c => c.PartnerId == session.Partner.Id && scopes.Contains(c.Scope)).ToDictionaryAsync(c => c.Scope, cancellation);
        foreach (var (scope, value) in page.Checkpoints)
        {
            if (stored.TryGetValue(scope, out var checkpoint))
                (checkpoint.Value, checkpoint.At) = (value, now);
            else
                db.SyncCheckpoints.Add(new SyncCheckpoint { PartnerId = session.Partner.Id, Scope = scope, Value = value, At = now });
        }
    }

    /// <param name="Credential">Only where the content differs.</param>
    private sealed record Known(string PayloadSha256, Credential? Credential);
}
