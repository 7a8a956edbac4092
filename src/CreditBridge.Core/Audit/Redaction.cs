using CreditBridge.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Audit;

/// <summary>Erasure and retention in the trail: blanks what names a person, and says so in the trail.</summary>
public sealed class Redaction(BridgeDbContext db, TimeProvider time)
{
    /// <returns>How many were redacted; those that were before are left out.</returns>
    /// <exception cref="UnauthorizedAccessException">The actor may not redact.</exception>
    /// <exception cref="ArgumentException">No reason is given.</exception>
    /// <exception cref="InvalidOperationException">One of them can't be redacted: <see cref="AuditEntry.Redact"/>.</exception>
    public Task<int> RedactAsync(IReadOnlyCollection<Guid> entries, Actor actor, string why, CancellationToken cancellation)
    {
        actor.Demand(Permissions.RedactTrail);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var rows = await db.AuditEntries.AsTracking().Where(entry => EF.Parameter(entries).Contains(entry.Id) && entry.RedactedAt == null).OrderBy(entry => entry.Sequence).ToListAsync(cancellation);
            db.AuditEntries.AddRange(rows.ConvertAll(entry => entry.Redact(actor, now, why)));
            return rows.Count;
        }, cancellation);
    }
}
