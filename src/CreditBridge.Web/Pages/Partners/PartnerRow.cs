using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>A partner as the register shows it.</summary>
/// <param name="PulledAt">When the last pull ended that finished (UTC).</param>
/// <param name="Trouble">The state of the last pull, if it failed or waits for the source.</param>
/// <param name="Quarantined">Records of it that wait.</param>
internal sealed record PartnerRow(Partner Partner, DateTime? PulledAt, SyncRunState? Trouble, int Quarantined)
{
    public static async Task<IReadOnlyList<PartnerRow>> AllAsync(BridgeDbContext db, CancellationToken cancel)
    {
        var partners = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).OrderBy(partner => partner.Name).ToListAsync(cancel);
        var pulled = await Pulls(db).Where(run => run.State == SyncRunState.Completed).GroupBy(run => run.PartnerId)
            .Select(group => new { group.Key, At = group.Max(run => run.EndedAt) }).ToDictionaryAsync(row => row.Key, row => row.At, cancel);
        var troubled = await Pulls(db).Where(run => (run.State == SyncRunState.Failed || run.State == SyncRunState.Waiting) && !db.SyncRuns.Any(other => other.PartnerId == run.PartnerId && other.Fence > 0 && other.StartedAt > run.StartedAt))
            .Select(run => new { run.PartnerId, run.State }).ToListAsync(cancel);
        var states = troubled.DistinctBy(run => run.PartnerId).ToDictionary(run => run.PartnerId, run => (SyncRunState?)run.State);
        var waiting = await db.QuarantinedRecords.Where(record => record.State == QuarantineState.Waiting).GroupBy(record => record.PartnerId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancel);
        return [.. partners.Select(partner => new PartnerRow(partner, pulled.GetValueOrDefault(partner.Id), states.GetValueOrDefault(partner.Id), waiting.GetValueOrDefault(partner.Id)))];
    }

    /// <summary>Runs that asked the source for something: a replay of one record, on which no worker ever had a lease, is none.</summary>
    public static IQueryable<SyncRun> Pulls(BridgeDbContext db) => db.SyncRuns.Where(run => run.NightRunId != null || run.Fence > 0 || run.IsOpen == true);
}
