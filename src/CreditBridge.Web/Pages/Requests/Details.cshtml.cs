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
internal sealed class DetailsModel(BridgeDbContext db, LineDeciding deciding, RequestScope scope) : PageModel
{
    [BindProperty]
    public DecisionInput Input { get; set; } = new();

    public RequestView View { get; private set; } = null!;

    public DeskView Desk { get; private set; } = null!;

    /// <summary>The institution's local date.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>Why a decision was not taken: somebody else was faster.</summary>
    public string? Conflict { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.DecideRequests)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        Input.CheckDecline(ModelState, nameof(Input));
        if (!ModelState.IsValid)
            return await ShowAsync(id, cancel, StatusCodes.Status400BadRequest);
        if (!await db.RequestLines.AnyAsync(line => line.Id == Input.LineId && line.RequestId == id, cancel))
            return NotFound();
        try
        {
            await (Input.Decision == DecisionInput.Way.Approve
                ? deciding.ApproveAsync(Input.LineId, Input.ToApproval(), User.Actor(), cancel)
                : deciding.DeclineAsync(Input.LineId, Input.Code!.Value, Input.Sentence!, User.Actor(), cancel));
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

        return await DecidedAsync(id, cancel);
    }

    private async Task<IActionResult> DecidedAsync(Guid id, CancellationToken cancel)
    {
        var decided = await db.RequestLines.AsNoTracking().SingleAsync(line => line.Id == Input.LineId, cancel);
        TempData["Done"] = $"{AwardWords.Of(decided.Kind, decided.CourseCode, decided.ElectiveSubject, decided.CourseLevel, decided.Options)}: {StatusLook.Of(decided.State).Word.ToLowerInvariant()}.";
        var next = await WaitingRequests.NextAsync(db, id, User.UserId(), cancel);
        if (Input.Next && !await db.RequestLines.AnyAsync(line => line.RequestId == id && line.State == LineState.Open, cancel))
            return next is { } following ? RedirectToPage(new { id = following }) : RedirectToPage("Index");
        TempData["Next"] = next?.ToString();
        return RedirectToPage(new { id });
    }

    /// <param name="sentence">Why, in the domain's words; null when only the database refused it.</param>
    private async Task<IActionResult> RefusedAsync(Guid id, string? sentence, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var line = await db.RequestLines.AsNoTracking().SingleAsync(line => line.Id == Input.LineId, cancel);
        var isOpen = line.State == LineState.Open && await WaitingRequests.CanDecideAsync(db, id, cancel);
        if (isOpen && sentence is not null)
        {
            ModelState.AddModelError($"{nameof(Input)}.{Input.FieldToMend(line)}", sentence);
            return await ShowAsync(id, cancel, StatusCodes.Status400BadRequest);
        }

        Conflict = sentence ?? (isOpen
            ? "The learner holds this credit already, or the credential is used up by another grant: it cannot be granted twice."
            : $"{line.DecidedBy} decided this line at the same moment.");
        return await ShowAsync(id, cancel, StatusCodes.Status409Conflict);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        if (!await (await scope.OfAsync(User.Actor(), cancel)).AnyAsync(request => request.Id == id, cancel) || await RequestView.OfAsync(db, id, cancel) is not { } view)
            return NotFound();
        View = view;
        Desk = await DeskView.OfAsync(db, view.Request, cancel);
        Today = await scope.TodayAsync(cancel);
        Response.StatusCode = status;
        return Page();
    }
}
