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

/// <summary>One act on a request that is no decision: a claim, a question, a note. What was refused is shown here with what was written.</summary>
[Authorize(Permissions.DecideRequests)]
internal sealed class ActModel(BridgeDbContext db, RequestDesk desk, RequestTurns turns) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public RequestAct What { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Department { get; set; }

    public CreditRequest Item { get; private set; } = null!;

    public DeskView Desk { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.DecideRequests)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!ModelState.IsValid || !await db.CreditRequests.AnyAsync(request => request.Id == id, cancel))
            return NotFound();
        try
        {
            await ActAsync(id, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            return await RefusedAsync(id, refused.Message, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await RefusedAsync(id, "Somebody else acted on this request in the same moment: look at it again.", cancel);
        }

        TempData["Done"] = Done;
        return RedirectToPage("Details", new { id });
    }

    private Task ActAsync(Guid id, Actor actor, CancellationToken cancel) => What switch
    {
        RequestAct.Ask => turns.AskLearnerAsync(id, Text, actor, cancel),
        RequestAct.Faculty => turns.SendToFacultyAsync(id, Department, Text, actor, cancel),
        RequestAct.Message => desk.MessageAsync(id, Text, actor, cancel),
        RequestAct.Note => desk.NoteAsync(id, Text, actor, cancel),
        RequestAct.Release => desk.ReleaseAsync(id, actor, cancel),
        _ => desk.ClaimAsync(id, What == RequestAct.TakeOver, actor, cancel),
    };

    private string Done => What switch
    {
        RequestAct.Ask => "The learner is asked. The request comes back here with the answer.",
        RequestAct.Faculty => "It waits for faculty now, who are told by letter.",
        RequestAct.Message => "The learner reads your message on the page of the request.",
        RequestAct.Note => "The note stands in the history.",
        RequestAct.Release => "It is back in the queue.",
        _ => "Others see that you are looking at it.",
    };

    private Task<IActionResult> RefusedAsync(Guid id, string sentence, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        ModelState.AddModelError(What is RequestAct.Claim or RequestAct.TakeOver or RequestAct.Release ? "" : What == RequestAct.Faculty ? nameof(Department) : nameof(Text), sentence);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return ShowAsync(id, cancel);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.CreditRequests.AsNoTracking().Include(request => request.Lines).SingleOrDefaultAsync(request => request.Id == id, cancel) is not { } request)
            return NotFound();
        Item = request;
        Desk = await DeskView.OfAsync(db, request, cancel);
        return Page();
    }
}
