using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Reads;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Sis;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.StudentSystem;

/// <summary>What was read from the student system, and what would change if it were read now.</summary>
[Authorize(Permissions.ImportData)]
internal sealed class ReadsModel(BridgeDbContext db, SisReads reads, IEnumerable<ISisReader> readers, IBackgroundJobClient jobs) : PageModel
{
    private const int MostReads = 14;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid? Id { get; set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<SisRead> Reads { get; private set; } = [];

    /// <summary>The one that was asked for, else the newest that has ended.</summary>
    public SisRead? Shown { get; private set; }

    /// <summary>Null: nothing is read.</summary>
    public string? Source => readers.SingleOrDefault()?.Name;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        return Id is not null && Shown is null ? NotFound() : Page();
    }

    [NeedsPermission(Permissions.ImportData)]
    public Task<IActionResult> OnPostLookAsync(CancellationToken cancel) => AskAsync(isDryRun: true, cancel);

    [NeedsPermission(Permissions.ImportData)]
    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancel) => AskAsync(isDryRun: false, cancel);

    [NeedsPermission(Permissions.ImportData)]
    public async Task<IActionResult> OnPostConfirmAsync(Guid read, int gone, CancellationToken cancel)
    {
        if (!ModelState.IsValid || !await db.SisReads.AnyAsync(row => row.Id == read, cancel))
            return NotFound();
        try
        {
            await reads.ConfirmAsync(read, gone, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
            await ShowAsync(cancel);
            return Page();
        }

        return Nudged("It is read again and taken within a minute. Load this page again then.");
    }

    private async Task<IActionResult> AskAsync(bool isDryRun, CancellationToken cancel)
    {
        if (Source is null)
            return NotFound();
        var (_, isNew) = await reads.RequestAsync(isDryRun, User.Actor(), cancel);
        if (isNew)
            return Nudged("It is read within a minute. Load this page again then.");
        TempData["NotDone"] = "It is being read just now. Wait until that has ended, then ask again.";
        return RedirectToPage(new { id = (Guid?)null });
    }

    private RedirectToPageResult Nudged(string done)
    {
        jobs.Enqueue<NightJob>(job => job.SweepAsync(CancellationToken.None));
        TempData["Done"] = done;
        return RedirectToPage(new { id = (Guid?)null });
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Reads = await db.SisReads.AsNoTracking().OrderByDescending(read => read.RequestedAt).Take(MostReads).ToListAsync(cancel);
        Shown = Id is { } id ? await db.SisReads.AsNoTracking().SingleOrDefaultAsync(read => read.Id == id, cancel) : Reads.FirstOrDefault(read => read.IsOpen != true);
    }
}
