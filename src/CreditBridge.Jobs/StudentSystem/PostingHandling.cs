using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>What a person may do with a posting that the program has stopped working on.</summary>
public sealed class PostingHandling(BridgeDbContext db, PostedTelling telling, TimeProvider time)
{
    /// <summary>A pending posting of a learner of this standing is not sent yet.</summary>
    public static bool WaitsFor(LearnerStanding standing) => !PostingDue.PermittedStandings.Contains(standing);

    /// <summary>The cause is mended: it is looked up and, where it is not there, sent with the next sweep.</summary>
    /// <exception cref="IllegalMoveException">It is neither rejected nor given up, so the program is still at it; or no term is open.</exception>
    public Task PostAgainAsync(Guid postingId, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandlePostings);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var posting = await db.Postings.AsTracking().SingleAsync(posting => posting.Id == postingId, cancellation);
            var before = posting.State;
            var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
            var term = await OpenTerm.CodeAsync(db, institution.LocalDate(now), cancellation) ?? throw new IllegalMoveException("No term is open: open one, then post again.");
            var isReversed = await db.GrantLines.AnyAsync(line => line.Id == posting.GrantLineId && line.ReversedAt != null, cancellation);
            if (isReversed && posting.ReversesPostingId is null)
                throw new IllegalMoveException("This credit was reversed: it is not posted any more.");
            posting.Requeue(isReversed ? posting.TermCode : term, now);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Posting queued again", nameof(Posting), postingId, before.ToString(), posting.State.ToString(), why.Trim()));
        }, cancellation);
    }

    /// <summary>A person has seen it in the student system, or did there by hand what it asks.</summary>
    /// <param name="reference">What the student system calls it.</param>
    /// <exception cref="IllegalMoveException">It is neither rejected nor given up, so the program is still at it.</exception>
    public Task SeenThereAsync(Guid postingId, string reference, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandlePostings);
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var posting = await db.Postings.AsTracking().SingleAsync(posting => posting.Id == postingId, cancellation);
            var (now, before) = (time.GetUtcNow().UtcDateTime, posting.State);
            posting.SeenThere(reference.Trim(), now);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Posting seen in the student system", nameof(Posting), postingId, before.ToString(), $"{posting.State} as {reference.Trim()}", why.Trim()));
            await telling.TellAsync([posting.GrantLineId], cancellation);
        }, cancellation);
    }
}
