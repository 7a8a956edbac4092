using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Grants;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>A person decides a line of a request. When the last line of one rule is decided, what was approved becomes a grant.</summary>
public sealed class LineDeciding(BridgeDbContext db, TimeProvider time)
{
    /// <param name="choice">The option's line id, where the line offers a choice.</param>
    /// <param name="credits">Other credits than the rule gives, with a reason; null: as asked.</param>
    /// <exception cref="IllegalMoveException">Somebody else decided the line first (the message names who), or choice, credits or reason are missing.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Two people decided in the same moment.</exception>
    public Task ApproveAsync(Guid lineId, string? choice, decimal? credits, string? reason, Actor actor, CancellationToken cancellation) =>
        DecideAsync(lineId, at => new LineDecision.Approve(actor, at, choice, credits, reason), actor, cancellation);

    /// <param name="sentence">What the learner will read; a 'no' without one is refused.</param>
    /// <exception cref="IllegalMoveException">Somebody else decided the line first; the message names who.</exception>
    public Task DeclineAsync(Guid lineId, DeclineReason code, string sentence, Actor actor, CancellationToken cancellation) =>
        DecideAsync(lineId, at => new LineDecision.Decline(actor, at, code, sentence), actor, cancellation);

    private Task DecideAsync(Guid lineId, Func<DateTime, LineDecision> decide, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var request = await db.CreditRequests.AsTracking().Include(request => request.Lines).SingleAsync(request => request.Lines.Any(line => line.Id == lineId), cancellation);
            var line = request.Lines.Single(line => line.Id == lineId);
            var decision = decide(now);
            request.Decide(line, decision);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, $"Line {line.State}", nameof(RequestLine), line.Id, LineState.Open.ToString(), line.State.ToString(), line.DecisionSentence));

            var sameRule = request.Lines.Where(other => other.Whole == line.Whole).ToList();
            if (GrantMaking.IsReady(sameRule))
            {
                var learner = await db.Learners.SingleAsync(learner => learner.Id == request.LearnerId, cancellation);
                var institution = await db.Institutions.SingleAsync(cancellation);
                (await GrantMaking.ForAsync(db, institution, [learner.Id], now, cancellation)).Make(request, learner, sameRule, isAutomatic: false);
            }
        }, cancellation);
    }
}
