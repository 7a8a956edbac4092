using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Night;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Evaluates the learners that are due, a batch a transaction. A learner touched again meanwhile stays due.</summary>
public sealed class NightEvaluation(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    public const int BatchSize = 100;

    private readonly List<Guid> _setAside = [];

    /// <summary>A sentence for each learner that could not be evaluated.</summary>
    public List<string> Problems { get; } = [];

    /// <returns>How many learners of this batch were evaluated; 0 when none is due.</returns>
    /// <exception cref="LeaseLostException">Another worker has the night now; nothing of the batch was written.</exception>
    public async Task<int> EvaluateNextAsync(PublishedBook book, NightLease lease, CancellationToken cancellation)
    {
        var due = await db.Learners.AsNoTracking().Where(learner => learner.EvaluationDueAt != null && !_setAside.Contains(learner.Id))
            .OrderBy(learner => learner.EvaluationDueAt).ThenBy(learner => learner.Id).Take(BatchSize)
            .Select(learner => learner.Id).ToListAsync(cancellation);
        if (due.Count == 0)
            return 0;
        try
        {
            await EvaluateAsync(book, lease, due, cancellation);
        }
        catch (Exception problem) when (problem is not (LeaseLostException or OperationCanceledException))
        {
            // One of them cannot be written (somebody decided it meanwhile, and a unique key says so) or cannot be decided: take them one by one.
            foreach (var learner in due)
                await EvaluateAloneAsync(book, lease, learner, cancellation);
        }

        return due.Count;
    }

    /// <summary>A learner that fails alone is set aside: the night goes on without it, ends as not finished, and the next one tries again.</summary>
    private async Task EvaluateAloneAsync(PublishedBook book, NightLease lease, Guid learner, CancellationToken cancellation)
    {
        try
        {
            await EvaluateAsync(book, lease, [learner], cancellation);
        }
        catch (Exception problem) when (problem is not (LeaseLostException or OperationCanceledException))
        {
            db.ChangeTracker.Clear();
            _setAside.Add(learner);
            var number = await db.Learners.Where(row => row.Id == learner).Select(row => row.StudentNumber).SingleAsync(cancellation);
            Problems.Add($"Learner {number} could not be evaluated: {problem.GetBaseException().Message}");
        }
    }

    private Task EvaluateAsync(PublishedBook book, NightLease lease, List<Guid> learners, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await lease.HoldAsync(db, cancellation);
            // Cleared before anything is read: whoever touches one of them from now on waits for this transaction, and is seen by the next batch.
            await db.Learners.Where(learner => EF.Parameter(learners).Contains(learner.Id)).ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, (DateTime?)null), cancellation);
            var now = time.GetUtcNow().UtcDateTime;
            var asOf = book.Institution.LocalDate(now);
            // The book was read when the night began to evaluate: a partner suspended since then leads to no grant of this batch.
            book = book with { Policy = book.Policy with { ApprovedPartners = await PublishedBook.ApprovedPartnersAsync(db, cancellation) } };
            var records = await LearnerRecord.ReadAsync(db, book, learners, cancellation);
            var evaluated = records.ConvertAll(record => (Learner: record, Evaluation: RuleEngine.Evaluate(book.Book, record.Portfolio, book.Policy, asOf)));
            await new RequestOpening(db, book, letters, lease.NightId, now).OpenAsync(evaluated, cancellation);
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
