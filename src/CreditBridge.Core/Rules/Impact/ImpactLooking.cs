using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>
/// Looks ahead: evaluates every learner whom a version may concern twice, with the rules as they are and with the version published today. What it
/// says is what the next night does, because both ask the same engine with the same facts.
/// </summary>
public sealed class ImpactLooking(BridgeDbContext db, TimeProvider time)
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>The look at what the version says now: one that is under way or done, or a new one.</returns>
    public Task<Guid> RequestAsync(Guid versionId, bool again, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ViewRules);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var version = await db.RuleVersions.AsNoTracking().SingleAsync(version => version.Id == versionId, cancellation);
            var last = await db.ImpactRuns.AsNoTracking().Where(run => run.RuleVersionId == versionId).OrderByDescending(run => run.RequestedAt).FirstOrDefaultAsync(cancellation);
            if (last is not null && last.RequestedAt >= (version.EditedAt ?? version.CreatedAt) && (last.State is ImpactState.Requested or ImpactState.Running || (last.State == ImpactState.Completed && !again)))
                return last.Id;
            var run = new ImpactRun { RuleVersionId = versionId, OfVersion = version.Version, RequestedBy = actor.Name, RequestedAt = Now };
            db.ImpactRuns.Add(run);
            db.AuditEntries.Add(AuditEntry.Of(actor, Now, "Impact looked at", nameof(RuleVersion), versionId));
            return run.Id;
        }, cancellation);
    }

    public Task<List<Guid>> DueAsync(CancellationToken cancellation) => db.ImpactRuns
        .Where(run => run.State == ImpactState.Requested || (run.State == ImpactState.Running && run.LeaseUntil < DateTime.UtcNow))
        .OrderBy(run => run.RequestedAt).Select(run => run.Id).ToListAsync(cancellation);

    /// <summary>Does one look, unless another worker has it. After a crash it is begun again.</summary>
    public async Task RunAsync(Guid runId, CancellationToken cancellation)
    {
        var taken = await db.ImpactRuns
            .Where(run => run.Id == runId && (run.State == ImpactState.Requested || run.State == ImpactState.Running) && (run.LeaseUntil == null || run.LeaseUntil < DateTime.UtcNow))
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.LeaseUntil, _ => DateTime.UtcNow.AddSeconds(Lease.TotalSeconds)).SetProperty(run => run.Version, run => run.Version + 1), cancellation);
        if (taken == 0)
            return;
        try
        {
            await LookAsync(runId, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another worker has taken it over after this one was slow: it writes the numbers.
        }
        catch (Exception outage) when (outage is not OperationCanceledException)
        {
            await UpdateAsync(runId, run => run.Fail(Now, $"It could not be worked out. Mend what the editor lists, then look again. ({outage.GetBaseException().Message})"), cancellation);
        }
    }

    private async Task LookAsync(Guid runId, CancellationToken cancellation)
    {
        var run = await db.ImpactRuns.AsNoTracking().SingleAsync(run => run.Id == runId, cancellation);
        var rule = await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).SingleAsync(rule => rule.Versions.Any(version => version.Id == run.RuleVersionId), cancellation);
        var version = rule.Versions.Single(version => version.Id == run.RuleVersionId);
        var book = await PublishedBook.ReadAsync(db, cancellation);
        var asOf = book.Institution.LocalDate(Now);
        var next = book.With(PublishedBook.RuleOf(rule.Code, version) with { From = version.PublishedFrom ?? asOf, To = null });
        var learners = await RuleReach.LearnersAsync(db, rule.Versions.Where(other => other.IsInBook || other == version).Select(other => other.Definition), cancellation);
        var all = await db.Learners.CountAsync(cancellation);
        await db.ImpactRows.Where(row => row.ImpactRunId == runId).ExecuteDeleteAsync(cancellation);
        await UpdateAsync(runId, current =>
        {
            current.Begin(Now, all);
            (current.Done, current.Same) = (all - learners.Count, all - learners.Count);
        }, cancellation);

        foreach (var ids in learners.Chunk(AtOnce))
        {
            var records = await LearnerRecord.ReadAsync(db, book, ids, cancellation);
            var looks = new ImpactLook[records.Count];
            Parallel.For(0, records.Count, new ParallelOptions { CancellationToken = cancellation }, i => looks[i] = ImpactLook.Of(
                RuleEngine.Evaluate(book.Book, records[i].Portfolio, book.Policy, asOf),
                RuleEngine.Evaluate(next.Book, records[i].Portfolio, next.Policy, asOf)));
            await WriteAsync(runId, [.. records.Zip(looks, (record, look) => (record.Learner.Id, look))], cancellation);
        }

        await UpdateAsync(runId, current => current.Complete(Now), cancellation);
    }

    private Task WriteAsync(Guid runId, List<(Guid Learner, ImpactLook Look)> looks, CancellationToken cancellation) => UpdateAsync(runId, run =>
    {
        foreach (var (learner, look) in looks.Where(pair => pair.Look.Kind != ImpactKind.Same))
        {
            db.ImpactRows.Add(new ImpactRow
            {
                ImpactRunId = runId,
                LearnerId = learner,
                Kind = look.Kind,
                Before = look.Before,
                After = look.After,
                CreditsBefore = look.CreditsBefore,
                CreditsAfter = look.CreditsAfter,
            });
        }

        int Count(ImpactKind kind) => looks.Count(pair => pair.Look.Kind == kind);
        (run.Gain, run.Lose, run.Change, run.Same) = (run.Gain + Count(ImpactKind.Gain), run.Lose + Count(ImpactKind.Lose), run.Change + Count(ImpactKind.Change), run.Same + Count(ImpactKind.Same));
        run.Done += looks.Count;
    }, cancellation);

    private Task UpdateAsync(Guid runId, Action<ImpactRun> change, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var run = await db.ImpactRuns.AsTracking().SingleAsync(run => run.Id == runId, cancellation);
        change(run);
        if (run.State == ImpactState.Running)
        {
            // The database's own clock, as where the lease is taken: machines may disagree.
            var now = DateTime.SpecifyKind(await db.Institutions.Select(_ => DateTime.UtcNow).FirstAsync(cancellation), DateTimeKind.Utc);
            run.LeaseUntil = now + Lease;
        }
    }, cancellation);
}
