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

namespace CreditBridge.Web.Pages.Departments;

/// <summary>What waits for the person's departments, deputies' included, to be approved or given back from this one page.</summary>
[Authorize(Permissions.AnswerForDepartment)]
internal sealed class IndexModel(BridgeDbContext db, FacultyAnswering answering, RequestScope scope) : PageModel
{
    public const int MostShown = 10;

    [BindProperty]
    public AnswerInput Input { get; set; } = new();

    public IReadOnlyList<string> Departments { get; private set; } = [];

    public IReadOnlyList<DepartmentRequest> Waiting { get; private set; } = [];

    /// <summary>All that wait, shown or not.</summary>
    public int Count { get; private set; }

    /// <summary>The institution's local date.</summary>
    public DateOnly Today { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    [NeedsPermission(Permissions.AnswerForDepartment)]
    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        AnswerAsync(Input.LineId, () => answering.ApproveAsync(Input.LineId, new LineApproval(Input.Choice, null, Input.Sentence), User.Actor(), cancel), "The line is approved.", cancel);

    [NeedsPermission(Permissions.AnswerForDepartment)]
    public async Task<IActionResult> OnPostReturnAsync(CancellationToken cancel) =>
        await db.CreditRequests.AnyAsync(request => request.Id == Input.RequestId, cancel)
            ? await AnswerAsync(null, () => answering.ReturnAsync(Input.RequestId, Input.Reason, User.Actor(), cancel), "It is given back to the office with your reason.", cancel)
            : NotFound();

    private async Task<IActionResult> AnswerAsync(Guid? line, Func<Task> answer, string done, CancellationToken cancel)
    {
        if (line is { } id && !await db.RequestLines.AnyAsync(one => one.Id == id, cancel))
            return NotFound();
        try
        {
            if (!ModelState.IsValid)
                throw new IllegalMoveException("At most 2,000 characters.");
            await answer();
            TempData["Done"] = done;
            return RedirectToPage();
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
        }
        catch (DbUpdateException)
        {
            ModelState.AddModelError("", "Somebody else acted on it in the same moment, or the learner holds this credit already: look again.");
        }

        db.ChangeTracker.Clear();
        Response.StatusCode = StatusCodes.Status409Conflict;
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Today = await scope.TodayAsync(cancel);
        Departments = await scope.DepartmentsAsync(User.Actor(), cancel);
        var waiting = DepartmentRequest.WaitingFor(db, Departments);
        Count = await waiting.CountAsync(cancel);
        Waiting = await DepartmentRequest.ReadAsync(db, await waiting.OrderBy(request => request.TurnBeganAt).ThenBy(request => request.Id).Take(MostShown).Select(request => request.Id).ToListAsync(cancel), Departments, cancel);
    }
}
