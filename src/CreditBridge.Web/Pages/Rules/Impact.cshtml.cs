using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Reports;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Rules;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>Who gains, who loses, before a version is published; and, once it is approved, publishing it. Afterwards: what became of those who gain.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class ImpactModel(BridgeDbContext db, ImpactLooking impact, RuleLife life, ImpactReport report, IBackgroundJobClient jobs) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public ImpactKind Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public EquivalencyRule Rule { get; private set; } = null!;

    public RuleVersion Shown { get; private set; } = null!;

    public ImpactRun? Run { get; private set; }

    /// <summary>The draft was written since: the numbers are of what it said before.</summary>
    public bool IsStale => Run is not null && Run.RequestedAt < (Shown.EditedAt ?? Shown.CreatedAt);

    public bool IsOpen => Run?.State is ImpactState.Requested or ImpactState.Running;

    /// <summary>The numbers are for everybody who sees rules; who it is about, for those who see grants.</summary>
    public bool CanSeeNames => User.May(Permissions.ViewGrants);

    /// <summary>What was typed, when publishing is refused.</summary>
    public DateOnly? From { get; private set; }

    public string? Reason { get; private set; }

    public PageOf<ImpactPerson> List { get; private set; } = new([], 1, 0);

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    /// <summary>The progress alone, asked for every second; when the look is over, the whole page is loaded once more.</summary>
    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel) || Run is null)
            return NotFound();
        if (!IsOpen)
            Response.Headers["HX-Refresh"] = "true";
        return Partial("_ImpactProgress", this);
    }

    [NeedsPermission(Permissions.ApproveRules)]
    public async Task<IActionResult> OnPostLookAsync([FromRoute] Guid id, CancellationToken cancel)
    {
        if (!await db.RuleVersions.AnyAsync(version => version.Id == id, cancel))
            return NotFound();
        var run = await impact.RequestAsync(id, again: true, User.Actor(), cancel);
        jobs.Enqueue<RuleJob>(job => job.LookAsync(run, CancellationToken.None));
        return RedirectToPage(new { id });
    }

    [NeedsPermission(Permissions.PublishRules)]
    public async Task<IActionResult> OnPostPublishAsync([FromRoute] Guid id, DateOnly? from, string? reason, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
            return NotFound();
        (From, Reason) = (from, reason);
        try
        {
            await life.PublishAsync(id, from ?? throw new IllegalMoveException("Say from which day it counts."), reason ?? "", User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(id, cancel);
        }

        TempData["Done"] = "It is published. Whom it concerns is evaluated in the next night.";
        return RedirectToPage(new { id });
    }

    [NeedsPermission(Permissions.ExportGrants)]
    public async Task<IActionResult> OnPostWorkbookAsync([FromRoute] Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel) || Run is not { State: ImpactState.Completed })
            return NotFound();
        return await WorkbookFile.OfAsync(to => report.WriteAsync(Run.Id, User.Actor(), to, cancel), $"impact-{Rule.Code}-{Shown.Number}.xlsx");
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).SingleOrDefaultAsync(rule => rule.Versions.Any(version => version.Id == id), cancel) is not { } rule)
            return false;
        (Rule, Shown) = (rule, rule.Versions.Single(version => version.Id == id));
        Run = await db.ImpactRuns.AsNoTracking().Where(run => run.RuleVersionId == id).OrderByDescending(run => run.RequestedAt).FirstOrDefaultAsync(cancel);
        return true;
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
            return NotFound();
        if (Run is { State: ImpactState.Completed, Id: var run } && CanSeeNames)
            List = await ImpactPerson.Of(db, run, Kind).AsNoTracking().ToPageAsync(PageNumber, cancel);
        return Page();
    }
}
