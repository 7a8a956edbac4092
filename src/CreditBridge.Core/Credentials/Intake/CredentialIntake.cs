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
    /// <exception cref="LeaseLostException">Another worker has the night now; nothing of the page was taken.</exception>
    public async Task TakeAsync(IntakeSession session, IntakePage page, NightLease? lease, CancellationToken cancellation)
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
        var learned = await LearnAchievementsAsync(session, taken, now, cancellation);
        var known = await KnownAsync(session.Partner.Id, taken, cancellation);
        var learners = await new LearnerMatching(db).FindAsync(session.Partner, NewOrChanged(taken, known).Select(record => record.RecipientKey).ToList(), cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var touched = new HashSet<Guid>();

        using (var insert = RowWriter<Credential>.Inserting(db))
        using (var update = RowWriter<Credential>.Updating(db))
        using (var updateContent = RowWriter<Credential>.UpdatingContent(db))
        using (var history = RowWriter<CredentialVersion>.Inserting(db))
        {
            foreach (var record in taken)
            {
                var again = !seen.Add(record.ExternalId) || session.HasSeen(record.ExternalId);
                var achievementId = session.Achievements.TryGetValue(record.AchievementExternalId, out var id) ? id : learned.Find(a => a.ExternalId == record.AchievementExternalId)!.Id;
                if (!known.TryGetValue(record.ExternalId, out var stored))
                {
                    var incoming = CredentialOf(record, session, achievementId, now);
                    incoming.LearnerId = Match(learners, record.RecipientKey, counts, touched);
                    insert.Write(incoming);
                    known[record.ExternalId] = new Known(incoming.PayloadSha256, incoming);
                    counts.New++;
                }
                else if (stored.PayloadSha256 == record.PayloadSha256)
                {
                    _ = again ? counts.Duplicate++ : counts.Unchanged++;
                }
                else if (IsTwiceWithoutOrder(record, stored.Credential!, again, session))
                {
                    refused.Add(new IncomingRecord.Refused(record.Location, record.Payload, record.Format, record.Header, "id-twice",
                        $"The id {record.ExternalId} stands twice with different contents and no updated_at says which is newer; the first was kept. First seen at {stored.Credential!.Location}."));
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
                    counts.Changed++;
                }
            }
        }

        await QuarantineAsync(session, refused, now, cancellation);
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
            .Select(record => new Achievement
            {
                PartnerId = session.Partner.Id,
                ExternalId = record.AchievementExternalId,
                Name = record.AchievementName ?? record.AchievementExternalId,
                LearnedAt = now,
            }).ToList();
        db.Achievements.AddRange(learned);
        await db.SaveChangesAsync(cancellation);
        return learned;
    }

    private static Credential CredentialOf(IncomingRecord.Taken record, IntakeSession session, Guid achievementId, DateTime now) => new()
    {
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
        if (before.RecipientKey != incoming.RecipientKey && before.LearnerId is not null)
        {
            // It may have earned credit for somebody already: never automatic again.
            current.Verification = VerificationState.Indeterminate;
            current.Checks = [.. current.Checks, new CredentialCheck("Recipient", "compared with the earlier content", current.TakenAt, VerificationState.Indeterminate,
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

    private async Task QuarantineAsync(IntakeSession session, List<IncomingRecord.Refused> refused, DateTime now, CancellationToken cancellation)
    {
        if (refused.Count == 0)
            return;
        // PostgreSQL keeps no NUL in a text.
        refused = refused.ConvertAll(record => record with { Payload = record.Payload.Replace('\0', '\uFFFD'), Header = record.Header?.Replace('\0', '\uFFFD') });
        var hashes = refused.ConvertAll(record => PayloadHash.Of(record.Payload));
        var known = await db.QuarantinedRecords.AsTracking().Where(record => record.PartnerId == session.Partner.Id && EF.Parameter(hashes).Contains(record.PayloadSha256))
            .ToDictionaryAsync(record => (record.PayloadSha256, record.Reason), cancellation);
        foreach (var (record, sha) in refused.Zip(hashes))
        {
            if (!known.TryGetValue((sha, record.Reason), out var stored))
            {
                known[(sha, record.Reason)] = stored = new QuarantinedRecord
                {
                    PartnerId = session.Partner.Id,
                    SyncRunId = session.RunId,
                    Location = record.Location,
                    Reason = record.Reason,
                    Sentence = record.Sentence,
                    Fingerprint = $"{session.Partner.Code}/{record.Format}/{record.Reason}",
                    Payload = record.Payload,
                    PayloadSha256 = sha,
                    Format = record.Format,
                    Header = record.Header,
                    SeenAt = now,
                };
                db.QuarantinedRecords.Add(stored);
            }
            else
            {
                (stored.SeenAt, stored.Location, stored.SyncRunId) = (now, record.Location, session.RunId);
            }
        }
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
