using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>
/// Turns what the rule engine found for learners into requests, inside the caller's transaction: what may be granted without a person becomes a request
/// decided at once, in the name of the rule's approver; what needs a person joins the learner's open request, or opens one. Credit that only a cap stands against needs a
/// person: its line says which cap, and where the number came from.
/// </summary>
internal sealed class RequestOpening(BridgeDbContext db, PublishedBook book, LetterWriting letters, Guid nightId, DateTime now)
{
    private RequestNumbers? _numbers;
    private RequestClock? _clock;

    public async Task OpenAsync(IReadOnlyList<(LearnerRecord Learner, Evaluation Evaluation)> evaluated, CancellationToken cancellation)
    {
        var ids = evaluated.Select(pair => pair.Learner.Learner.Id).ToList();
        // Not by state: a database would rather walk every open request there is than those of these learners.
        var undecided = await db.CreditRequests.AsTracking().Include(request => request.Lines)
            .Where(request => EF.Parameter(ids).Contains(request.LearnerId) && request.Origin == RequestOrigin.Night && request.DecidedAt == null)
            .ToListAsync(cancellation);
        var open = undecided.FindAll(request => request.State is RequestState.Submitted or RequestState.InEvaluation);
        _numbers ??= await RequestNumbers.AfterLastAsync(db, book.Institution.LocalDate(now).Year, cancellation);
        _clock ??= await RequestClock.ReadAsync(db, cancellation);
        var grants = await GrantMaking.ForAsync(db, book.Institution, ids, now, cancellation);

        foreach (var (learner, evaluation) in evaluated)
        {
            var automatic = evaluation.Decisions.Where(decision => decision.Outcome == RuleOutcome.Grant).ToList();
            if (automatic.Count > 0)
                await GrantAsync(learner, automatic, grants, cancellation);
            var review = evaluation.Decisions.Where(decision => decision.AsksPerson).ToList();
            if (review.Count > 0)
                Ask(learner, review, open.Find(request => request.LearnerId == learner.Learner.Id));
        }
    }

    private async Task GrantAsync(LearnerRecord learner, List<RuleDecision> decisions, GrantMaking grants, CancellationToken cancellation)
    {
        var request = NewRequest(learner);
        foreach (var decision in decisions)
            request.Lines.AddRange(RuleLines.Of(decision, learner, book));
        Submit(request);
        foreach (var line in request.Lines.ToList())
            request.Decide(line, new LineDecision.Approve(new Actor(book.Approvers[line.RuleVersionId!.Value], Role.Registrar), now));
        Audit(request, "Request decided by rule", null, RequestState.Decided);
        await Granted.TellAsync(letters, grants.Make(request, learner.Learner, request.Lines, isAutomatic: true), request, learner.Learner, cancellation);
    }

    private void Ask(LearnerRecord learner, List<RuleDecision> decisions, CreditRequest? open)
    {
        var request = open ?? NewRequest(learner);
        var lines = decisions.SelectMany(decision => RuleLines.Of(decision, learner, book)).ToList();
        request.Lines.AddRange(lines);
        if (open is null)
            Submit(request);
        else
            db.RequestLines.AddRange(lines);
        request.ChangedAt = now;
        Audit(request, open is null ? "Request opened" : "Request lines added", open?.State, request.State);
    }

    private void Submit(CreditRequest request) => request.Submit(now, _clock!.AfterWorkingDays(book.Institution.LocalDate(now), RequestClock.OfficeDays));

    private CreditRequest NewRequest(LearnerRecord learner)
    {
        var request = new CreditRequest
        {
            Number = _numbers!.Next(),
            LearnerId = learner.Learner.Id,
            Origin = RequestOrigin.Night,
            NightRunId = nightId,
            OpenedAt = now,
            PromisedOn = _clock!.PromisedOn(learner.Learner.Population, book.Institution.LocalDate(now)),
        };
        db.CreditRequests.Add(request);
        return request;
    }

    private void Audit(CreditRequest request, string action, RequestState? before, RequestState after) =>
        db.AuditEntries.Add(AuditEntry.Of(Actor.Night, now, action, nameof(CreditRequest), request.Id, before?.ToString(), after.ToString()));
}
