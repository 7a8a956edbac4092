using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.SyncRuns;

/// <summary>A pull as its page shows it, again and again while it is open.</summary>
/// <param name="Progress">How far its source has been read, where the source gives pages.</param>
internal sealed record RunView(SyncRun Run, Partner Partner, NightRun? Night, PullProgress? Progress)
{
    public bool IsOpen => Run.IsOpen == true;

    /// <summary>What made it begin.</summary>
    public string Trigger => Run.Trigger switch
    {
        NightTrigger.Schedule => "the night's schedule",
        NightTrigger.Command => $"{Run.RequestedBy ?? "somebody"}, from the command line",
        _ => $"{Run.RequestedBy ?? "somebody"}, from a page",
    };

    public string Doing => Run.State switch
    {
        _ when IsOpen && Run.CancelledBy is { } by => $"{by} has asked to stop it: it ends after the page it is at.",
        SyncRunState.Requested => "It waits for a worker to take it, which is a matter of a minute.",
        SyncRunState.Running => Progress is { Total: { } total } && total > 0 ? $"{Math.Min(Progress.Listed, total):N0} of {total:N0} records at the source." : $"{Run.Read:N0} records read so far.",
        SyncRunState.Waiting => "The source asked not to be called for a while. It goes on by itself.",
        SyncRunState.Completed => "It has read the source to its end.",
        SyncRunState.Failed => Run.ResumeAt is null ? "It could not finish. The next night tries again, from where it stood." : "It could not finish. It is tried again by itself, from where it stood.",
        _ => "It was stopped. What was taken stays; it can go on from where it stood.",
    };

    public static async Task<RunView?> OfAsync(BridgeDbContext db, Guid id, CancellationToken cancel)
    {
        if (await db.SyncRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, cancel) is not { } run)
            return null;
        var partner = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).SingleAsync(partner => partner.Id == run.PartnerId, cancel);
        var night = await db.NightRuns.AsNoTracking().FirstOrDefaultAsync(night => night.Id == run.NightRunId, cancel);
        // Of the partner's, not of the run: only while it is the run's own it says how far the run is.
        var at = run.IsOpen == true ? await db.SyncCheckpoints.AsNoTracking().Where(row => row.PartnerId == run.PartnerId && row.Scope == "" && row.At >= run.StartedAt).FirstOrDefaultAsync(cancel) : null;
        return new(run, partner, night, at is null ? null : PullProgress.Of(at.Scope, at.Value));
    }
}
