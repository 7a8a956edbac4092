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
    public InputModel Input { get; set; } = new();

    public SeenModel Seen { get; set; } = new();

    /// <summary>The posting that this one takes back; null: it posts credit.</summary>
    public Guid? Reverses => Posting.ReversesPostingId;

    /// <summary>The posting that takes this one back; null: none does.</summary>
    public Guid? TakenBackBy { get; private set; }

    /// <summary>Its credit was taken back: it is not posted again.</summary>
    public bool IsOver => Line.ReversedAt is not null && Reverses is null;

    public Posting Posting { get; private set; } = null!;

    public GrantLine Line { get; private set; } = null!;

    public Learner Learner { get; private set; } = null!;

    public IReadOnlyList<PostingMoment> Life { get; private set; } = [];

    public bool IsGivenUp => Posting.State is PostingState.Rejected or PostingState.Dead;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.HandlePostings)]
    public Task<IActionResult> OnPostAsync(Guid id, [Bind(Prefix = nameof(Input))] InputModel input, CancellationToken cancel)
    {
        Input = input;
        return DoAsync(id, () => handling.PostAgainAsync(id, input.Why, User.Actor(), cancel), "It is queued again and goes with the next sweep, within a minute.", cancel);
    }

    [NeedsPermission(Permissions.HandlePostings)]
    public Task<IActionResult> OnPostSeenAsync(Guid id, [Bind(Prefix = nameof(Seen))] SeenModel seen, CancellationToken cancel)
    {
        Seen = seen;
        return DoAsync(id, () => handling.SeenThereAsync(id, seen.Reference, seen.Why, User.Actor(), cancel), "It counts as posted; the next reconciliation compares it.", cancel);
    }

    private async Task<IActionResult> DoAsync(Guid id, Func<Task> change, string done, CancellationToken cancel)
    {
        if (!await db.Postings.AnyAsync(posting => posting.Id == id, cancel))
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(id, cancel);
        try
        {
            await change();
        }
        catch (IllegalMoveException moved)
        {
            ModelState.AddModelError("", moved.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(id, cancel);
        }

        TempData["Done"] = done;
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.GrantLines.AsNoTracking().Include(line => line.Posting).FirstOrDefaultAsync(line => line.Posting!.Id == id, cancel) is not { Posting: { } posting } line)
            return NotFound();
        (Line, Posting) = (line, posting);
        Learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == posting.LearnerId, cancel);
        TakenBackBy = await db.Postings.Where(other => other.ReversesPostingId == id).Select(other => (Guid?)other.Id).FirstOrDefaultAsync(cancel);
        Life = await PostingMoment.OfAsync(db, id, cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Say what was mended; it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }

    internal sealed class SeenModel
    {
        [Required(ErrorMessage = "Write what the student system calls it."), StringLength(200, ErrorMessage = "At most 200 characters.")]
        public string Reference { get; set; } = "";

        [Required(ErrorMessage = "Say what you saw; it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
