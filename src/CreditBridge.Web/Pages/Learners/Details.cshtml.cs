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

/// <summary>The counter: somebody at the desk is answered in ten seconds – earned, posted, waiting on whom since when, next step.</summary>
[Authorize(Permissions.ViewLearners)]
internal sealed class DetailsModel(BridgeDbContext db, LearnerMerging merging) : PageModel
{
    public LearnerDesk Desk { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.LearnersFor(User).Include(learner => learner.Identities).FirstOrDefaultAsync(learner => learner.Id == id, cancel) is not { } learner)
            return NotFound();
        if (learner.MergedIntoId is { } kept)
            return RedirectToPage(new { id = kept });
        Desk = await LearnerDesk.ReadAsync(db, learner, cancel);
        return Page();
    }

    /// <summary>A merge undone: they were two people after all.</summary>
    [NeedsPermission(Permissions.MergeLearners)]
    public async Task<IActionResult> OnPostUndoAsync(Guid id, Guid merge, string? why, CancellationToken cancel)
    {
        if (!await db.LearnerMerges.AnyAsync(row => row.Id == merge && row.KeptId == id, cancel))
            return NotFound();
        try
        {
            await merging.UndoAsync(merge, why ?? "", User.Actor(), cancel);
            TempData["Done"] = "They are two records again. What came since the merge stays here: look whether any of it is the other person's.";
        }
        catch (Exception refused) when (refused is IllegalMoveException or DbUpdateException)
        {
            TempData["NotDone"] = refused is IllegalMoveException ? refused.Message : "Something that would go back is held by other credit now: settle that first.";
        }

        return RedirectToPage(new { id });
    }
}
