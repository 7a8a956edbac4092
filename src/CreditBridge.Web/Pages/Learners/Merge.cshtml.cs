using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Learners;

/// <summary>Two records side by side, and what making them one would do.</summary>
[Authorize(Permissions.MergeLearners)]
internal sealed class MergeModel(BridgeDbContext db, LearnerMerging merging) : PageModel
{
    /// <summary>The other record's student number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? With { get; set; }

    [BindProperty, Required(ErrorMessage = "Say what shows that they are one person."), StringLength(400, ErrorMessage = "At most 400 characters.")]
    public string Why { get; set; } = "";

    public LearnerDesk Kept { get; private set; } = null!;

    public LearnerDesk? Merged { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        return await ShowAsync(id, cancel);
    }

    [NeedsPermission(Permissions.MergeLearners)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (ModelState.IsValid && await OtherAsync(cancel) is { } other)
        {
            try
            {
                await merging.MergeAsync(id, other.Id, Why, User.Actor(), cancel);
                TempData["Done"] = $"{other.StudentNumber} is merged into this record. Its number stays as an alias, and the merge can be undone.";
                return RedirectToPage("Details", new { id });
            }
            catch (Exception refused) when (refused is IllegalMoveException or DbUpdateException)
            {
                ModelState.AddModelError(nameof(Why), refused is IllegalMoveException ? refused.Message : "One of the records changed in the same moment: look again.");
                Response.StatusCode = StatusCodes.Status409Conflict;
                return await ShowAsync(id, cancel);
            }
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShowAsync(id, cancel);
    }

    private Task<Learner?> OtherAsync(CancellationToken cancel) => db.Learners.AsNoTracking().Include(learner => learner.Identities).FirstOrDefaultAsync(learner => learner.StudentNumber == (With ?? "").Trim(), cancel);

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Learners.AsNoTracking().Include(learner => learner.Identities).FirstOrDefaultAsync(learner => learner.Id == id, cancel) is not { } kept)
            return NotFound();
        Kept = await LearnerDesk.ReadAsync(db, kept, cancel);
        if (await OtherAsync(cancel) is { } other)
            Merged = await LearnerDesk.ReadAsync(db, other, cancel);
        return Page();
    }
}
