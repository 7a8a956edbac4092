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
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.MyRequests;

/// <summary>One request of the learner's own: how far it is, what happens next, and what the learner can do about it.</summary>
[Authorize(Permissions.ViewOwnRecord)]
[KeepsForm]
[EnableRateLimiting(RateLimits.Ask)]
[RequestSizeLimit(UploadedFiles.MostOfAForm), RequestFormLimits(MultipartBodyLengthLimit = UploadedFiles.MostOfAForm)]
internal sealed class DetailsModel(BridgeDbContext db, OwnRequests requests, UploadedFiles uploads, KeptForm kept) : PageModel
{
    public OwnRequestView View { get; private set; } = null!;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool IsKept { get; private set; }

    public bool MayAppeal => View.Request is { State: RequestState.Decided, AppealedAt: null } && View.Request.Lines.Exists(line => line.State == LineState.Declined);

    public bool MayWithdraw => CreditRequest.CanMove(View.Request.State, RequestState.Withdrawn) && !View.Request.Lines.Exists(line => line.State is LineState.Approved or LineState.ApprovedDifferently);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (kept.Take(HttpContext) is { } earlier)
            (IsKept, Input.Text, Input.Reason) = (true, earlier.One(nameof(Input.Text)), earlier.One(nameof(Input.Reason)));
        return await ShowAsync(id, cancel);
    }

    [NeedsPermission(Permissions.AskForCredit)]
    public Task<IActionResult> OnPostMessageAsync(Guid id, CancellationToken cancel) => ActAsync(id, async learner =>
    {
        if (string.IsNullOrWhiteSpace(Input.Text))
            ModelState.AddModelError("Input.Text", "Write what you want to say.");
        var files = await uploads.SaveAsync("Input.Files", Input.Files, ModelState, cancel);
        return ModelState.IsValid ? await requests.WriteAsync(learner, id, Input.Text!, files, User.Actor(), cancel) : null;
    }, "Sent. A person reads it.", cancel);

    [NeedsPermission(Permissions.AskForCredit)]
    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancel) =>
        ActAsync(id, async learner => await requests.WithdrawAsync(learner, id, User.Actor(), cancel), "Your request is withdrawn.", cancel);

    [NeedsPermission(Permissions.AskForCredit)]
    public Task<IActionResult> OnPostAppealAsync(Guid id, CancellationToken cancel) => ActAsync(id, async learner =>
    {
        if (string.IsNullOrWhiteSpace(Input.Reason))
            ModelState.AddModelError("Input.Reason", "Say why the decision is wrong: whoever looks at it again begins with that.");
        var files = await uploads.SaveAsync("Input.Proof", Input.Proof, ModelState, cancel);
        return ModelState.IsValid ? await requests.AppealAsync(learner, id, Input.Reason!, files, User.Actor(), cancel) : null;
    }, "We have your appeal. Somebody who took no part looks at it again.", cancel);

    /// <param name="act">True: done; false: there is no such request of the learner's; null: the form is not complete.</param>
    private async Task<IActionResult> ActAsync(Guid id, Func<Guid, Task<bool?>> act, string done, CancellationToken cancel)
    {
        // Whose it is comes before anything else: another learner's id answers like one that does not exist.
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || !await db.CreditRequests.AnyAsync(request => request.Id == id && request.LearnerId == learner, cancel))
            return NotFound();
        try
        {
            if (await act(learner) is { } isDone)
            {
                TempData["Done"] = done;
                return isDone ? RedirectToPage(new { id }) : NotFound();
            }
        }
        catch (Exception refused) when (refused is IllegalMoveException or DbUpdateConcurrencyException)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.AddModelError("", refused is IllegalMoveException ? refused.Message : "Somebody worked on this request in the same moment, so nothing was sent. Below is how it stands now: please look, and send again.");
        }

        return await ShowAsync(id, cancel);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || await OwnRequestView.OfAsync(db, learner, id, cancel) is not { } view)
            return NotFound();
        View = view;
        return Page();
    }

    internal sealed class InputModel
    {
        [StringLength(OwnRequests.MostCharacters, ErrorMessage = "Up to 4000 characters: put the rest into a file.")]
        public string? Text { get; set; }

        [StringLength(OwnRequests.MostCharacters, ErrorMessage = "Up to 4000 characters: put the rest into a file.")]
        public string? Reason { get; set; }

        public List<IFormFile> Files { get; set; } = [];

        public List<IFormFile> Proof { get; set; } = [];
    }
}
