using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>What a person does about differences between our ledger and the student system's.</summary>
public sealed class ReconciliationHandling(BridgeDbContext db, TimeProvider time)
{
    /// <summary>Asks for a comparison now; one that waits already is the one.</summary>
    public Task AskAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandlePostings);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (!await db.ReconciliationRuns.AnyAsync(run => run.EndedAt == null, cancellation))
                db.ReconciliationRuns.Add(new ReconciliationRun { RequestedAt = time.GetUtcNow().UtcDateTime, RequestedBy = actor.Name });
        }, cancellation);
    }

    /// <summary>The posting is looked up anew, whatever it was: where it is there it becomes Posted, where it is not it is sent, as after any outage.</summary>
    /// <exception cref="IllegalMoveException">It is moving, or its credit was taken back; or no grant here has this key.</exception>
    public Task LookUpAsync(Guid differenceId, string why, Actor actor, CancellationToken cancellation) => ChangeAsync(differenceId, why, actor, async (difference, now) =>
    {
        var line = await db.GrantLines.AsNoTracking().Include(line => line.Posting).SingleOrDefaultAsync(line => line.Key == difference.Key, cancellation);
        if (line?.Posting is not { } known)
            throw new IllegalMoveException("No grant here has this key: somebody must look in the student system.");
        if (line.ReversedAt is not null)
            throw new IllegalMoveException("This credit was taken back: look at the posting of its reversal.");
        var posting = await db.Postings.AsTracking().SingleAsync(posting => posting.Id == known.Id, cancellation);
        var before = posting.State;
        posting.Doubt(why.Trim(), now);
        db.AuditEntries.Add(AuditEntry.Of(actor, now, "Posting looked up anew", nameof(Posting), posting.Id, before.ToString(), posting.State.ToString(), why.Trim()));
    }, cancellation);

    /// <summary>It was made right, or is right as it is: it does not come again unless something else is found.</summary>
    /// <exception cref="IllegalMoveException">It is closed.</exception>
    public Task CloseAsync(Guid differenceId, string why, Actor actor, CancellationToken cancellation) => ChangeAsync(differenceId, why, actor, (difference, now) =>
    {
        difference.Close(actor.Name, why.Trim(), now);
        db.AuditEntries.Add(AuditEntry.Of(actor, now, "Difference closed", nameof(ReconciliationDifference), difference.Id, difference.Sentence, null, why.Trim()));
        return Task.CompletedTask;
    }, cancellation);

    /// <exception cref="IllegalMoveException">It has not ended well, or somebody signed it off already.</exception>
    public Task SignOffAsync(Guid runId, string? note, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandlePostings);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var (now, run) = (time.GetUtcNow().UtcDateTime, await db.ReconciliationRuns.AsTracking().SingleAsync(run => run.Id == runId, cancellation));
            run.SignOff(actor, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), now);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Reconciliation signed off", nameof(ReconciliationRun), run.Id, null, $"{run.Compared} compared, {run.Open} differences open", run.Note));
        }, cancellation);
    }

    private Task ChangeAsync(Guid differenceId, string why, Actor actor, Func<ReconciliationDifference, DateTime, Task> change, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandlePostings);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var difference = await db.ReconciliationDifferences.AsTracking().SingleAsync(difference => difference.Id == differenceId, cancellation);
            if (difference.OpenKey is null)
                throw new IllegalMoveException(difference.ClosedBy is { } by ? $"{by} closed it already." : "It is gone: a later comparison found no difference.");
            await change(difference, time.GetUtcNow().UtcDateTime);
        }, cancellation);
    }
}
