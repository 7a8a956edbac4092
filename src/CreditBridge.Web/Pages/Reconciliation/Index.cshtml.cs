using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Reconciliation;

/// <summary>What is not the same here and in the student system, and who has looked at it each day.</summary>
[Authorize(Permissions.ViewPostings)]
internal sealed class IndexModel(BridgeDbContext db, ReconciliationHandling handling, IBackgroundJobClient jobs) : PageModel
{
    private const int MostRuns = 14;

    [BindProperty(SupportsGet = true, Name = "kind")]
    public DifferenceKind Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<(DifferenceKind Kind, int Count)> Kinds { get; private set; } = [];

    public PageOf<DifferenceRow> List { get; private set; } = new([], 1, 0);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<ReconciliationRun> Runs { get; private set; } = [];

    public ReconciliationRun? ToSignOff => Runs.FirstOrDefault(run => run.EndedAt is not null) is { Problem: null, SignedOffBy: null } last ? last : null;

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    [NeedsPermission(Permissions.HandlePostings)]
    public async Task<IActionResult> OnPostNowAsync(CancellationToken cancel)
    {
        await handling.AskAsync(User.Actor(), cancel);
        jobs.Enqueue<NightJob>(job => job.SweepAsync(CancellationToken.None));
        TempData["Done"] = "It is compared within a minute. Load this page again then.";
        return RedirectToPage();
    }

    [NeedsPermission(Permissions.HandlePostings)]
    public async Task<IActionResult> OnPostSignOffAsync(Guid run, string? note, CancellationToken cancel)
    {
        if (!await db.ReconciliationRuns.AnyAsync(row => row.Id == run, cancel))
            return NotFound();
        try
        {
            await handling.SignOffAsync(run, note is { Length: > 400 } ? note[..400] : note, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
            await ShowAsync(cancel);
            return Page();
        }

        TempData["Done"] = "Signed off.";
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        var counts = await db.ReconciliationDifferences.Where(difference => difference.OpenKey != null).GroupBy(difference => difference.Kind)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        Kinds = [.. Enum.GetValues<DifferenceKind>().Select(kind => (kind, counts.GetValueOrDefault(kind)))];
        List = await DifferenceRow.From(db).Where(row => row.Difference.OpenKey != null && row.Difference.Kind == Kind).OrderBy(row => row.Difference.FirstSeenAt).ToPageAsync(PageNumber, cancel);
        Runs = await db.ReconciliationRuns.AsNoTracking().OrderByDescending(run => run.RequestedAt).Take(MostRuns).ToListAsync(cancel);
    }
}
