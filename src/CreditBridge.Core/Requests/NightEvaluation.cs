using CreditBridge.Core.Learners;
using CreditBridge.Core.Night;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Evaluates the learners that are due, a batch a transaction. A learner touched again meanwhile stays due.</summary>
public sealed class NightEvaluation(BridgeDbContext db, TimeProvider time)
{
    public const int BatchSize = 100;

    /// <returns>How many learners of this batch were evaluated; 0 when none is due.</returns>
    /// <exception cref="LeaseLostException">Another worker has the night now; nothing of the batch was written.</exception>
    public async Task<int> EvaluateNextAsync(PublishedBook book, NightLease lease, CancellationToken cancellation)
    {
        var due = await db.Learners.AsNoTracking().Where(learner => learner.EvaluationDueAt != null)
            .OrderBy(learner => learner.EvaluationDueAt).ThenBy(learner => learner.Id).Take(BatchSize)
            .Select(learner => learner.Id).ToListAsync(cancellation);
        if (due.Count == 0)
            return 0;
        try
        {
            await EvaluateAsync(book, lease, due, cancellation);
        }
        catch (DbUpdateException) when (due.Count > 1)
        {
            // Somebody decided one of these learners meanwhile (a unique key says so): take them one by one, so that only that one is read again.
            foreach (var learner in due)
                await EvaluateAsync(book, lease, [learner], cancellation);
        }

        return due.Count;
    }

    private Task EvaluateAsync(PublishedBook book, NightLease lease, List<Guid> learners, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await lease.HoldAsync(db, cancellation);
            var now = time.GetUtcNow().UtcDateTime;
            var asOf = book.Institution.LocalDate(now);
            var records = await LearnerRecord.ReadAsync(db, book, learners, cancellation);
            var evaluated = records.ConvertAll(record => (Learner: record, Evaluation: RuleEngine.Evaluate(book.Book, record.Portfolio, book.Policy, asOf)));
            await new RequestOpening(db, book, lease.NightId, now).OpenAsync(evaluated, cancellation);
            await db.Learners.Where(learner => EF.Parameter(learners).Contains(learner.Id)).ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, (DateTime?)null), cancellation);
            await CountAsync(lease.NightId, [.. evaluated.Select(pair => pair.Evaluation)], cancellation);
        }, cancellation);

    private async Task CountAsync(Guid nightId, List<Evaluation> evaluations, CancellationToken cancellation)
    {
        int Sum(RuleOutcome outcome) => evaluations.Sum(evaluation => evaluation.Count(outcome));
        var (granted, requested, blocked, notChosen, already) =
            (Sum(RuleOutcome.Grant), Sum(RuleOutcome.Request), Sum(RuleOutcome.Blocked), Sum(RuleOutcome.NotChosen), Sum(RuleOutcome.AlreadyDecided));
        var satisfied = evaluations.Sum(evaluation => evaluation.Satisfied);
        await db.NightRuns.Where(night => night.Id == nightId).ExecuteUpdateAsync(set => set
            .SetProperty(night => night.Evaluated, night => night.Evaluated + evaluations.Count)
            .SetProperty(night => night.Satisfied, night => night.Satisfied + satisfied)
            .SetProperty(night => night.Granted, night => night.Granted + granted)
            .SetProperty(night => night.Requested, night => night.Requested + requested)
            .SetProperty(night => night.Blocked, night => night.Blocked + blocked)
            .SetProperty(night => night.NotChosen, night => night.NotChosen + notChosen)
            .SetProperty(night => night.AlreadyDecided, night => night.AlreadyDecided + already), cancellation);
    }
}
