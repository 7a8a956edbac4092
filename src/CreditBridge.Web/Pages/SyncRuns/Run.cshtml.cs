using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.SyncRuns;

/// <summary>One pull: how far it is, what it brought, what went wrong; it is stopped here, and goes on from here.</summary>
[Authorize(Permissions.ViewSync)]
internal sealed class RunModel(BridgeDbContext db, SyncRequests requests, IBackgroundJobClient jobs) : PageModel
{
    public const int MostFiles = 20;

    public RunView View { get; private set; } = null!;

    /// <summary>How far the partner has been read: files, or the whole of a source; those read last.</summary>
    public IReadOnlyList<SyncCheckpoint> Files { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await RunView.OfAsync(db, id, cancel) is not { } view)
            return NotFound();
        View = view;
        Files = await db.SyncCheckpoints.AsNoTracking().Where(file => file.PartnerId == view.Partner.Id && file.Scope != CatalogPull.Scope).OrderByDescending(file => file.At).ThenByDescending(file => file.Scope).Take(MostFiles).ToListAsync(cancel);
        return Page();
    }

    /// <summary>The progress alone, asked for every few seconds; when the pull is over, the whole page is loaded once more.</summary>
    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken cancel)
    {
        if (await RunView.OfAsync(db, id, cancel) is not { } view)
            return NotFound();
        if (!view.IsOpen)
            Response.Headers["HX-Refresh"] = "true";
        return Partial("_Progress", view);
    }

    [NeedsPermission(Permissions.RunNight)]
    public Task<IActionResult> OnPostResumeAsync(Guid id, CancellationToken cancel) => ChangeAsync(id, async () =>
    {
        await requests.ResumeAsync(id, User.Actor(), cancel);
        jobs.Enqueue<PartnerJob>(job => job.RunAsync(id, CancellationToken.None));
        return "It goes on from where it stood.";
    }, cancel);

    [NeedsPermission(Permissions.RunNight)]
    public Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken cancel) => ChangeAsync(id, async () =>
    {
        await requests.CancelAsync(id, User.Actor(), cancel);
        return "It stops: at once where it was waiting, else after the page it is at. What was taken stays.";
    }, cancel);

    private async Task<IActionResult> ChangeAsync(Guid id, Func<Task<string>> change, CancellationToken cancel)
    {
        if (!await db.SyncRuns.AnyAsync(run => run.Id == id, cancel))
            return NotFound();
        try
        {
            TempData["Done"] = await change();
        }
        catch (Exception refused) when (refused is IllegalMoveException or DbUpdateException)
        {
            TempData["NotDone"] = refused is IllegalMoveException ? refused.Message : "Somebody changed this run in the same moment. Look at it again.";
        }

        return RedirectToPage(new { id });
    }
}
