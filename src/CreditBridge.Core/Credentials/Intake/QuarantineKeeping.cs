using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>Keeps what could not be taken, once for each content and reason, inside the transaction of its page.</summary>
internal sealed class QuarantineKeeping(BridgeDbContext db)
{
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
}
