using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>One rule: what it says in words, its versions with what was granted under each, its trail, and what can be done next.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class DetailsModel(BridgeDbContext db, RuleLife life, RuleAdoption adoption) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "version")]
    public int? Number { get; set; }

    public RuleView View { get; private set; } = null!;

    /// <summary>Why this person may not approve what is shown; empty when nothing stands in the way.</summary>
    public string? WhyNotApprove { get; private set; }

    /// <summary>The reason that was typed, when what was asked for is refused.</summary>
    public string? Reason { get; private set; }

    public Task<IActionResult> OnGetAsync(string code, CancellationToken cancel) => ShowAsync(code, cancel);

    [NeedsPermission(Permissions.EditRules)]
    public Task<IActionResult> OnPostSubmitAsync([FromRoute] string code, Guid id, string? reason, CancellationToken cancel) =>
        ActAsync(code, id, reason, () => life.SubmitAsync(id, reason ?? "", User.Actor(), cancel), "It is with the department's faculty for approval.", cancel);

    [NeedsPermission(Permissions.ApproveRules)]
    public Task<IActionResult> OnPostReturnAsync([FromRoute] string code, Guid id, string? reason, CancellationToken cancel) =>
        ActAsync(code, id, reason, () => life.ReturnAsync(id, reason ?? "", User.Actor(), cancel), "It is a draft again, with your reason.", cancel);

    [NeedsPermission(Permissions.ApproveRules)]
    public Task<IActionResult> OnPostApproveAsync([FromRoute] string code, Guid id, int? seen, string? reason, CancellationToken cancel) =>
        ActAsync(code, id, reason, () => life.ApproveAsync(id, reason, User.Actor(), cancel, seen), "It is approved and can be published.", cancel);

    [NeedsPermission(Permissions.PublishRules)]
    public Task<IActionResult> OnPostRetireAsync([FromRoute] string code, Guid id, DateOnly? lastDay, string? reason, CancellationToken cancel) => ActAsync(
        code, id, reason,
        () => life.RetireAsync(id, lastDay ?? throw new IllegalMoveException("Say on which day it counts for the last time."), reason ?? "", User.Actor(), cancel),
        "It is retired. What was granted stays.", cancel);

    /// <summary>A new draft of the newest version, or one that restores an older one; of another institution's rule, a rule of our own.</summary>
    [NeedsPermission(Permissions.EditRules)]
    public async Task<IActionResult> OnPostDraftAsync([FromRoute] string code, Guid id, CancellationToken cancel)
    {
        try
        {
            return await adoption.DraftAsync(code, id, User.Actor(), cancel) is { } draft ? Redirect($"~/rules/drafts/{draft.Id}") : NotFound();
        }
        catch (IllegalMoveException refused)
        {
            return await RefuseAsync(code, id, null, refused.Message, cancel);
        }
    }

    private async Task<IActionResult> ActAsync(string code, Guid id, string? reason, Func<Task> act, string done, CancellationToken cancel)
    {
        if (!await db.EquivalencyRules.AnyAsync(rule => rule.Code == code && rule.Versions.Any(version => version.Id == id), cancel))
            return NotFound();
        try
        {
            await act();
        }
        catch (IllegalMoveException refused)
        {
            return await RefuseAsync(code, id, reason, refused.Message, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await RefuseAsync(code, id, reason, "Somebody else did something with it in the same moment: look, then choose again.", cancel);
        }

        TempData["Done"] = done;
        return RedirectToPage(new { code });
    }

    private async Task<IActionResult> RefuseAsync(string code, Guid id, string? reason, string why, CancellationToken cancel)
    {
        (Reason, Number) = (reason, await db.RuleVersions.Where(version => version.Id == id).Select(version => (int?)version.Number).SingleOrDefaultAsync(cancel));
        ModelState.AddModelError("", why);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAsync(code, cancel);
    }

    private async Task<IActionResult> ShowAsync(string code, CancellationToken cancel)
    {
        if (await RuleView.OfAsync(db, code, Number, cancel) is not { } view)
            return NotFound();
        View = view;
        WhyNotApprove = view.Shown.State == RuleVersionState.InReview && User.May(Permissions.ApproveRules) ? await life.WhyNotApproveAsync(view.Rule, view.Shown, User.Actor(), cancel) : null;
        return Page();
    }
}
