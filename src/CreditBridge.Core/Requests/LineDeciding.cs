using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Letters;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>A person decides a line of a request. When the last line of one rule is decided, what was approved becomes a grant; when the last of all is, the learner gets a letter.</summary>
public sealed class LineDeciding(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    /// <param name="choice">The option's line id, where the line offers a choice.</param>
    /// <param name="credits">Other credits than the rule gives, with a reason; null: as asked.</param>
    /// <exception cref="IllegalMoveException">Somebody else decided the line first (the message names who), or choice, credits or reason are missing.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Two people decided in the same moment.</exception>
    public Task ApproveAsync(Guid lineId, string? choice, decimal? credits, string? reason, Actor actor, CancellationToken cancellation) =>
        ApproveAsync(lineId, new LineApproval(choice, credits, reason), actor, cancellation);

    /// <inheritdoc cref="ApproveAsync(Guid, string?, decimal?, string?, Actor, CancellationToken)"/>
    public Task ApproveAsync(Guid lineId, LineApproval approval, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        return ApproveAsync(lineId, approval, actor, null, null, cancellation);
    }

    /// <summary>For those who have asked for another permission than <see cref="Permissions.DecideRequests"/>, or want to look before and after, in the same transaction.</summary>
    internal Task ApproveAsync(
        Guid lineId, LineApproval approval, Actor actor, Func<CreditRequest, RequestLine, DateTime, Task>? before, Func<CreditRequest, DateTime, Task>? after, CancellationToken cancellation) =>
        DecideAsync(lineId, async at => new LineDecision.Approve(actor, at, approval.Choice, approval.Other is null ? approval.Credits : null, approval.Reason)
        {
            Other = approval.Other is { } other ? await other.ReadAsync(db, (await db.Institutions.AsNoTracking().SingleAsync(cancellation)).LocalDate(at), cancellation) : null,
            Condition = approval.Condition,
            ConditionCredits = approval.Condition == LineCondition.ResidentCredits ? approval.ConditionCredits : null,
        }, before, after, cancellation);

    /// <param name="sentence">What the learner will read; a 'no' without one is refused.</param>
    /// <exception cref="IllegalMoveException">Somebody else decided the line first; the message names who.</exception>
    public Task DeclineAsync(Guid lineId, DeclineReason code, string sentence, Actor actor, CancellationToken cancellation) =>
        DeclineAsync(lineId, code, sentence, actor, null, cancellation);

    internal Task DeclineAsync(Guid lineId, DeclineReason code, string sentence, Actor actor, Func<CreditRequest, RequestLine, DateTime, Task>? before, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        return DecideAsync(lineId, at => Task.FromResult<LineDecision>(new LineDecision.Decline(actor, at, code, sentence)), before, null, cancellation);
    }

    private Task DecideAsync(
        Guid lineId, Func<DateTime, Task<LineDecision>> decide, Func<CreditRequest, RequestLine, DateTime, Task>? before, Func<CreditRequest, DateTime, Task>? after, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var request = await db.CreditRequests.AsTracking().Include(request => request.Lines).SingleAsync(request => request.Lines.Any(line => line.Id == lineId), cancellation);
            var line = request.Lines.Single(line => line.Id == lineId);
            if (before is not null)
                await before(request, line, now);
            var decision = await decide(now);
            request.Decide(line, decision);
            db.AuditEntries.Add(AuditEntry.Of(decision.By, now, $"Line {line.State}", nameof(RequestLine), line.Id, LineState.Open.ToString(), line.State.ToString(), line.DecisionSentence));
            db.Tell(request, RequestEntryKind.LineDecided, DecisionWords.Of(line), isForLearner: true, decision.By, now);

            var learner = await db.Learners.SingleAsync(learner => learner.Id == request.LearnerId, cancellation);
            var sameRule = request.Lines.Where(other => other.Whole == line.Whole).ToList();
            if (GrantMaking.IsReady(sameRule))
            {
                var institution = await db.Institutions.SingleAsync(cancellation);
                var grants = (await GrantMaking.ForAsync(db, institution, [learner.Id], now, cancellation)).Make(request, learner, sameRule, isAutomatic: false);
                if (grants.Exists(grant => grant.State == GrantState.Offered))
                    await Granted.TellAsync(letters, grants, request, learner, cancellation);
            }

            if (request.State == RequestState.Decided)
            {
                db.Tell(request, RequestEntryKind.Decided, "", isForLearner: true, decision.By, now);
                await letters.ToLearnerAsync(LetterEvent.RequestDecided, learner, request, new Dictionary<string, string> { ["decisions"] = string.Join('\n', request.Lines.Select(DecisionWords.Of)), ["by"] = decision.By.Name }, cancellation);
            }

            if (after is not null)
                await after(request, now);
        }, cancellation);
}
