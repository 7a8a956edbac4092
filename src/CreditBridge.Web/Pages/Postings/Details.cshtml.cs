using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Postings;

/// <summary>One posting: where it is, what is known, and what happens next.</summary>
[Authorize(Permissions.ViewPostings)]
internal sealed class DetailsModel(BridgeDbContext db, PostingHandling handling) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Posting Posting { get; private set; } = null!;

    public GrantLine Line { get; private set; } = null!;

    public Learner Learner { get; private set; } = null!;

    public bool IsGivenUp => Posting.State is PostingState.Rejected or PostingState.Dead;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.HandlePostings)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.Postings.AnyAsync(posting => posting.Id == id, cancel))
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(id, cancel);
        try
        {
            await handling.PostAgainAsync(id, Input.Why, User.Actor(), cancel);
        }
        catch (IllegalMoveException moved)
        {
            ModelState.AddModelError("", $"{moved.Message} Somebody was faster.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(id, cancel);
        }

        TempData["Done"] = "It is queued again and goes with the next sweep, within a minute.";
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.GrantLines.AsNoTracking().Include(line => line.Posting).FirstOrDefaultAsync(line => line.Posting!.Id == id, cancel) is not { Posting: { } posting } line)
            return NotFound();
        (Line, Posting) = (line, posting);
        Learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == posting.LearnerId, cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Say what was mended; it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
