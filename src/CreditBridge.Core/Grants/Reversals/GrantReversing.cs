using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Letters;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants.Reversals;

/// <summary>
/// Takes granted credit back, at a person's word. The grant stays as it was: the reversal is a grant of its own, with a posting of its own for each line that may have
/// reached the student system (domain.md, 'Decisions').
/// </summary>
public sealed class GrantReversing(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    /// <param name="lineIds">Lines of the grant.</param>
    /// <param name="why">For the learner, who is told.</param>
    /// <returns>The reversing grant's id.</returns>
    /// <exception cref="IllegalMoveException">The learner has not accepted the grant, it is a reversal itself, or a line was reversed already.</exception>
    public Task<Guid> ReverseAsync(Guid grantId, IReadOnlyCollection<Guid> lineIds, string why, Actor actor, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        return await ReverseInTransactionAsync(grantId, lineIds, why, actor, cancellation);
    }, cancellation);

    internal async Task<Guid> ReverseInTransactionAsync(Guid grantId, IReadOnlyCollection<Guid>? lineIds, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandleCases);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        // Whoever comes second waits here, and finds the lines reversed.
        await db.CreditGrants.Where(grant => grant.Id == grantId).ExecuteUpdateAsync(set => set.SetProperty(grant => grant.Version, grant => grant.Version + 1), cancellation);
        var grant = await db.CreditGrants.AsTracking().AsSplitQuery().Include(grant => grant.Uses).Include(grant => grant.Lines).ThenInclude(line => line.Entitlements).Include(grant => grant.Lines).ThenInclude(line => line.Posting)
            .SingleAsync(grant => grant.Id == grantId, cancellation);
        if (grant.State != GrantState.Accepted || grant.ReversesGrantId is not null)
            throw new IllegalMoveException(grant.ReversesGrantId is null ? "The learner has not accepted this credit: there is nothing to take back." : "This is a reversal itself: grant the credit anew.");
        var lines = grant.Lines.FindAll(line => lineIds is null ? line.ReversedAt is null : lineIds.Contains(line.Id));
        if (lines.Count == 0 || lines.Exists(line => line.ReversedAt is not null))
            throw new IllegalMoveException("This credit was reversed already.");

        var (now, institution) = (time.GetUtcNow().UtcDateTime, await db.Institutions.AsNoTracking().SingleAsync(cancellation));
        var learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == grant.LearnerId, cancellation);
        var reversal = grant.Reverse(lines, why.Trim(), line => PostingKey.Of(institution.Code, learner.FirstStudentNumber, grant.RuleCode, line.AwardLineId, $"reversal of {line.Key}"), actor.Name, now);
        db.CreditGrants.Add(reversal);
        db.AuditEntries.Add(AuditEntry.Of(actor, now, "Credit reversed", nameof(CreditGrant), grant.Id, $"{-reversal.Lines.Sum(line => line.Credits):0.###} credits", $"reversed by {reversal.Id}", why.Trim()));
        var request = await db.CreditRequests.AsNoTracking().SingleAsync(request => request.Id == grant.RequestId, cancellation);
        await letters.ToLearnerAsync(LetterEvent.CreditReversed, learner, request, new Dictionary<string, string> { ["credit"] = Granted.WordsOf(lines), ["reason"] = why.Trim() }, cancellation);
        return reversal.Id;
    }
}
