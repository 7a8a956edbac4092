using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using CreditBridge.Web.TagHelpers;
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
    public DecisionInput Input { get; set; } = new();

    public RequestView View { get; private set; } = null!;

    /// <summary>Why a decision was not taken: somebody else was faster.</summary>
    public string? Conflict { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ShowAsync(id, cancel);

    [NeedsPermission(Permissions.DecideRequests)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (Input.Decision == DecisionInput.Way.Decline && Input.Code is null)
            AddError(nameof(Input.Code), "Choose a reason for declining.");
        if (Input.Decision == DecisionInput.Way.Decline && string.IsNullOrWhiteSpace(Input.Sentence))
            AddError(nameof(Input.Sentence), "Write the sentence the learner will read.");
        if (!ModelState.IsValid)
            return await ShowAsync(id, cancel, StatusCodes.Status400BadRequest);
        if (!await db.RequestLines.AnyAsync(line => line.Id == Input.LineId && line.RequestId == id, cancel))
            return NotFound();

        try
        {
            if (Input.Decision == DecisionInput.Way.Approve)
                await deciding.ApproveAsync(Input.LineId, Input.Choice, Input.Credits, Input.Sentence, User.Actor(), cancel);
            else
                await deciding.DeclineAsync(Input.LineId, Input.Code!.Value, Input.Sentence!, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            return await RefusedAsync(id, refused.Message, cancel);
        }
        catch (DbUpdateException)
        {
            // Two people in one moment, or a unique key that says: this credit is held already.
            return await RefusedAsync(id, null, cancel);
        }

        var decided = await db.RequestLines.AsNoTracking().SingleAsync(line => line.Id == Input.LineId, cancel);
        TempData["Done"] = $"{AwardWords.Of(decided.Kind, decided.CourseCode, decided.ElectiveSubject, decided.CourseLevel, decided.Options)}: {StatusLook.Of(decided.State).Word.ToLowerInvariant()}.";
        TempData["Next"] = (await WaitingRequests.In(db).Where(request => request.Id != id).OrderBy(request => request.OpenedAt).ThenBy(request => request.Id).FirstOrDefaultAsync(cancel))?.Id.ToString();
        return RedirectToPage(new { id });
    }

    /// <param name="sentence">Why, in the domain's words; null when only the database refused it.</param>
    private async Task<IActionResult> RefusedAsync(Guid id, string? sentence, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var line = await db.RequestLines.AsNoTracking().SingleAsync(line => line.Id == Input.LineId, cancel);
        var isOpen = line.State == LineState.Open && await WaitingRequests.In(db).AnyAsync(request => request.Id == id, cancel);
        if (isOpen && sentence is not null)
        {
            AddError(Input.FieldToMend(line), sentence);
            return await ShowAsync(id, cancel, StatusCodes.Status400BadRequest);
        }

        Conflict = sentence ?? (isOpen
            ? "The learner holds this credit already, or the credential is used up by another grant: it cannot be granted twice."
            : $"{line.DecidedBy} decided this line at the same moment.");
        return await ShowAsync(id, cancel, StatusCodes.Status409Conflict);
    }

    private void AddError(string field, string sentence) => ModelState.AddModelError($"{nameof(Input)}.{field}", sentence);

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        if (await RequestView.OfAsync(db, id, cancel) is not { } view)
            return NotFound();
        View = view;
        Response.StatusCode = status;
        return Page();
    }
}
