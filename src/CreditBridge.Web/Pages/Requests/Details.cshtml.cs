using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>One request: the evidence at the left, the decision of each line at the right.</summary>
[Authorize(Permissions.ViewRequests)]
internal sealed class DetailsModel(BridgeDbContext db, LineDeciding deciding) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public RequestView View { get; private set; } = null!;

    /// <summary>Why a decision was not taken: somebody else was faster.</summary>
    public string? Conflict { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ShowAsync(id, cancel);

    [NeedsPermission(Permissions.DecideRequests)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (Input.Decision == Decision.Decline && Input.Code is null)
            ModelState.AddModelError($"{nameof(Input)}.{nameof(Input.Code)}", "Choose a reason for declining.");
        if (Input.Decision == Decision.Decline && string.IsNullOrWhiteSpace(Input.Sentence))
            ModelState.AddModelError($"{nameof(Input)}.{nameof(Input.Sentence)}", "Write the sentence the learner will read.");
        if (!ModelState.IsValid)
            return await ShowAsync(id, cancel);
        if (!await db.RequestLines.AnyAsync(line => line.Id == Input.LineId && line.RequestId == id, cancel))
            return NotFound();

        try
        {
            if (Input.Decision == Decision.Approve)
                await deciding.ApproveAsync(Input.LineId, Input.Choice, Input.Credits, Input.Sentence, User.Actor(), cancel);
            else
                await deciding.DeclineAsync(Input.LineId, Input.Code!.Value, Input.Sentence!, User.Actor(), cancel);
        }
        catch (IllegalMoveException alreadyDecided)
        {
            return await ConflictAsync(id, alreadyDecided.Message, cancel);
        }
        catch (DbUpdateException)
        {
            // Two people in one moment, or a unique key that says: this credit is held already.
            return await ConflictAsync(id, null, cancel);
        }

        TempData["Done"] = Input.Decision == Decision.Approve ? "The line is approved." : "The line is declined.";
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> ConflictAsync(Guid id, string? sentence, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var line = await db.RequestLines.AsNoTracking().FirstAsync(line => line.Id == Input.LineId, cancel);
        Conflict = sentence ?? (line.State == LineState.Open
            ? "The learner holds this credit already, or the credential is used up by another grant: it cannot be granted twice."
            : $"{line.DecidedBy} decided this line at the same moment.");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAsync(id, cancel);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await RequestView.OfAsync(db, id, cancel) is not { } view)
            return NotFound();
        View = view;
        return Page();
    }

    public enum Decision
    {
        Approve,
        Decline,
    }

    internal sealed class InputModel
    {
        public Guid LineId { get; set; }

        [Required(ErrorMessage = "Choose to approve or to decline.")]
        public Decision? Decision { get; set; }

        /// <summary>Which of the awards, where the line offers a choice.</summary>
        [StringLength(40)]
        public string? Choice { get; set; }

        [Range(0, 99, ErrorMessage = "Credits are a number from 0 to 99.")]
        public decimal? Credits { get; set; }

        public DeclineReason? Code { get; set; }

        [StringLength(2000, ErrorMessage = "At most 2,000 characters.")]
        public string? Sentence { get; set; }
    }
}
