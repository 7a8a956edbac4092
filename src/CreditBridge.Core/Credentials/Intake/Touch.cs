using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>Marks learners for evaluation, in the transaction of whatever touched them.</summary>
public static class Touch
{
    public static async Task LearnersAsync(BridgeDbContext db, IReadOnlyCollection<Guid> learners, DateTime at, CancellationToken cancellation)
    {
        foreach (var ids in learners.Chunk(IntakePage.MostRecords))
            await db.Learners.Where(learner => EF.Parameter(ids).Contains(learner.Id)).ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, at), cancellation);
    }

    /// <summary>The clock touched them: a credential expired, the day came that it is issued on, or a rule that names it began or ended, since the last night that ended.</summary>
    public static async Task ByTheClockAsync(BridgeDbContext db, DateTime now, CancellationToken cancellation)
    {
        var last = await db.NightRuns.Where(night => night.State == NightState.Completed).MaxAsync(night => night.StartedAt, cancellation);
        if (last is null)
            return;
        // Two days wider than the calendar needs, for every time zone: looking once too often changes nothing.
        var (from, to) = (DateOnly.FromDateTime(last.Value).AddDays(-2), DateOnly.FromDateTime(now).AddDays(2));
        await db.Learners
            .Where(learner => db.Credentials.Any(credential => credential.LearnerId == learner.Id && ((credential.ExpiresOn >= from && credential.ExpiresOn < to) || (credential.IssuedOn >= from && credential.IssuedOn < to))))
            .ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, now), cancellation);
        // A rule whose first day came, or the day after its last.
        var turned = await db.RuleVersions.AsNoTracking()
            .Where(version => (version.PublishedFrom >= from && version.PublishedFrom < to) || (version.PublishedTo >= from && version.PublishedTo < to)).Select(version => version.Definition).ToListAsync(cancellation);
        if (turned.Count > 0)
            await Rules.RuleReach.TouchAsync(db, turned, now, cancellation);
    }
}
