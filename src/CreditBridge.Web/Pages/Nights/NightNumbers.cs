using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Nights;

/// <summary>A night with the sums of its pulls: the numbers that must add up.</summary>
/// <param name="Partners">How many partners a night reads: those not paused.</param>
internal sealed record NightNumbers(NightRun Night, IReadOnlyList<SyncRun> Runs, int Partners)
{
    public bool IsOpen => Night.State is NightState.Requested or NightState.Running;
    public int Read => Runs.Sum(run => run.Read);
    public int New => Runs.Sum(run => run.New);
    public int Changed => Runs.Sum(run => run.Changed);
    public int Unchanged => Runs.Sum(run => run.Unchanged);
    public int Duplicate => Runs.Sum(run => run.Duplicate);
    public int Quarantined => Runs.Sum(run => run.Quarantined);

    /// <summary>Who asked for it: two nights of one date are told apart by this and by when they started.</summary>
    public string AskedBy => Night.Trigger switch
    {
        NightTrigger.Schedule => "by the schedule",
        NightTrigger.Command => $"by {Night.RequestedBy} from the command line",
        _ => $"by {Night.RequestedBy}",
    };

    /// <summary>Last night in one sentence.</summary>
    public string Sentence => Read == 0 && Night.Satisfied == 0
        ? "Nothing was read and nothing was decided."
        : $"{Count(Read, "record was", "records were")} read from {Count(Runs.Count, "partner", "partners")}: {New:N0} new, {Changed:N0} changed, "
            + $"{Unchanged:N0} unchanged, {Duplicate:N0} duplicate and {Quarantined:N0} put in quarantine. "
            + $"{Count(Night.Satisfied, "rule was", "rules were")} satisfied: {Night.Granted:N0} granted, {Night.Requested:N0} for a person to decide, "
            + $"{Night.Blocked:N0} blocked, {Night.NotChosen:N0} not chosen and {Night.AlreadyDecided:N0} decided before.";

    public static async Task<IReadOnlyList<NightNumbers>> NewestAsync(BridgeDbContext db, int count, CancellationToken cancel)
    {
        var nights = await db.NightRuns.AsNoTracking().OrderByDescending(night => night.RequestedAt).Take(count).ToListAsync(cancel);
        return await WithRunsAsync(db, nights, cancel);
    }

    public static async Task<NightNumbers?> OfAsync(BridgeDbContext db, Guid id, CancellationToken cancel) =>
        (await WithRunsAsync(db, await db.NightRuns.AsNoTracking().Where(night => night.Id == id).ToListAsync(cancel), cancel)).SingleOrDefault();

    private static async Task<IReadOnlyList<NightNumbers>> WithRunsAsync(BridgeDbContext db, List<NightRun> nights, CancellationToken cancel)
    {
        var ids = nights.Select(night => night.Id).ToList();
        var runs = await db.SyncRuns.AsNoTracking().Where(run => run.NightRunId != null && ids.Contains(run.NightRunId.Value)).ToListAsync(cancel);
        var partners = await db.Partners.CountAsync(partner => !partner.IsPaused && partner.Connector != Partner.NoConnector, cancel);
        return [.. nights.Select(night => new NightNumbers(night, [.. runs.Where(run => run.NightRunId == night.Id)], partners))];
    }

    private static string Count(int number, string one, string many) => $"{number:N0} {(number == 1 ? one : many)}";
}
