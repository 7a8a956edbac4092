using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>Keeps what could not be taken, once for each content and reason, and lets go what came well later, inside the transaction of its page.</summary>
public sealed class QuarantineKeeping(BridgeDbContext db)
{
    public const string IdTwice = "id-twice";

    public async Task KeepAsync(IntakeSession session, List<IncomingRecord.Refused> refused, DateTime now, CancellationToken cancellation)
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
                    ExternalId = record.ExternalId,
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
                stored.SeeAgain(session.RunId, record.Location, now);
            }
        }
    }

    /// <summary>What waited for an id that an earlier run refused, and that is taken now, has nothing left to ask. An id that stands twice is a question about both, and stays.</summary>
    public async Task LetGoAsync(IntakeSession session, List<string> taken, DateTime now, CancellationToken cancellation)
    {
        var healed = await db.QuarantinedRecords.AsTracking()
            .Where(record => record.PartnerId == session.Partner.Id && record.State == QuarantineState.Waiting && record.ExternalId != null && EF.Parameter(taken).Contains(record.ExternalId)
                && record.SyncRunId != session.RunId && record.Reason != IdTwice)
            .ToListAsync(cancellation);
        Close(healed, QuarantineState.Replayed, "It came well later", Actor.Night, now);
    }

    /// <exception cref="IllegalMoveException">One of them is no longer waiting.</exception>
    public async Task CloseAsync(IReadOnlyList<Guid> records, QuarantineState state, string why, Actor by, DateTime now, CancellationToken cancellation) =>
        Close(await db.QuarantinedRecords.AsTracking().Where(record => EF.Parameter(records).Contains(record.Id)).ToListAsync(cancellation), state, why, by, now);

    private void Close(List<QuarantinedRecord> records, QuarantineState state, string why, Actor by, DateTime now)
    {
        foreach (var record in records)
        {
            record.Close(state, by.Name, why, now);
            db.AuditEntries.Add(AuditEntry.Of(by, now, $"Quarantined record {state}", nameof(QuarantinedRecord), record.Id, nameof(QuarantineState.Waiting), state.ToString(), why));
        }
    }
}
