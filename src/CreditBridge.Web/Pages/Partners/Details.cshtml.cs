using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Requests;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Web.Pages.SyncRuns;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>One partner: how fresh what we know from it is, how good it was found, what was agreed, and its last pulls.</summary>
[Authorize(Permissions.ViewPartners)]
internal sealed class DetailsModel(BridgeDbContext db, RequestScope scope, PartnerAccounts accounts, SyncRequests requests, IBackgroundJobClient jobs) : PageModel
{
    private const int MostRuns = 10;
    private const int MostChanges = 10;

    public Partner Partner { get; private set; } = null!;

    /// <summary>What it is read by; null: by nothing, or by a connector that this program does not have.</summary>
    public IPartnerConnector? Connector { get; private set; }

    /// <summary>The last pull that finished.</summary>
    public SyncRun? Pulled { get; private set; }

    /// <summary>The newest pull, whatever became of it.</summary>
    public SyncRun? Newest { get; private set; }

    public IReadOnlyList<RunRow> Runs { get; private set; } = [];

    public IReadOnlyList<AuditEntry> Changes { get; private set; } = [];

    public int Quarantined { get; private set; }

    public int Achievements { get; private set; }

    /// <summary>The institution's local date.</summary>
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).SingleOrDefaultAsync(partner => partner.Code == code, cancel) is not { } partner)
            return NotFound();
        Partner = partner;
        Connector = accounts.Connectors.FirstOrDefault(connector => connector.Name == partner.Connector);
        Today = await scope.TodayAsync(cancel);
        var pulls = PartnerRow.Pulls(db).AsNoTracking().Where(run => run.PartnerId == partner.Id);
        Pulled = await pulls.Where(run => run.State == SyncRunState.Completed).OrderByDescending(run => run.EndedAt).FirstOrDefaultAsync(cancel);
        Newest = await pulls.OrderByDescending(run => run.StartedAt).FirstOrDefaultAsync(cancel);
        Runs = User.May(Permissions.ViewSync) ? await RunRow.From(db).Where(run => run.PartnerId == partner.Id).OrderByDescending(run => run.StartedAt).Take(MostRuns).ToListAsync(cancel) : [];
        Changes = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectType == nameof(Partner) && entry.SubjectId == partner.Id).OrderByDescending(entry => entry.At).Take(MostChanges).ToListAsync(cancel);
        Quarantined = await db.QuarantinedRecords.CountAsync(record => record.PartnerId == partner.Id && record.State == QuarantineState.Waiting, cancel);
        Achievements = await db.Achievements.CountAsync(achievement => achievement.PartnerId == partner.Id, cancel);
        return Page();
    }

    /// <summary>Asks for a pull; while one is open, that one is shown. The job is a nudge: if it were lost, the sweep of the next minute finds the row.</summary>
    [NeedsPermission(Permissions.RunNight)]
    public async Task<IActionResult> OnPostPullAsync(string code, bool everything, CancellationToken cancel)
    {
        if (await db.Partners.Where(partner => partner.Code == code).Select(partner => (Guid?)partner.Id).SingleOrDefaultAsync(cancel) is not { } partner)
            return NotFound();
        try
        {
            var (id, isNew) = await requests.AskAsync(partner, NightTrigger.Page, everything, User.Actor(), cancel);
            jobs.Enqueue<PartnerJob>(job => job.RunAsync(id, CancellationToken.None));
            if (!isNew)
                TempData["NotDone"] = everything ? "A pull of this partner was open already, and is shown here. Ask for everything again once it has ended." : "A pull of this partner was open already: here it is.";
            return RedirectToPage("/SyncRuns/Run", new { id });
        }
        catch (IllegalMoveException refused)
        {
            TempData["NotDone"] = refused.Message;
            return RedirectToPage(new { code });
        }
    }
}
