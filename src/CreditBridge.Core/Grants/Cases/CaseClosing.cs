using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Grants.Reversals;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants.Cases;

/// <summary>A person says what becomes of credit whose credential was withdrawn, and why.</summary>
public sealed class CaseClosing(BridgeDbContext db, GrantReversing reversing, TimeProvider time)
{
    /// <exception cref="IllegalMoveException">Somebody closed it first, and the message names who; or the credit cannot be taken back.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Two people closed it in the same moment.</exception>
    public Task CloseAsync(Guid caseId, CaseOutcome outcome, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandleCases);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var row = await db.GrantCases.AsTracking().SingleAsync(row => row.Id == caseId, cancellation);
            row.Close(outcome, why, actor, now);
            if (outcome == CaseOutcome.CreditToReverse)
                await reversing.ReverseInTransactionAsync(row.GrantId, lineIds: null, why, actor, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Case closed", nameof(GrantCase), row.Id, nameof(CaseState.Open), $"{nameof(CaseState.Closed)}, {outcome}", row.Why));
        }, cancellation);
    }
}
