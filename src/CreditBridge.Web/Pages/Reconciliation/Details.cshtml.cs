using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Reconciliation;

/// <summary>One difference, and the two ways out of it.</summary>
[Authorize(Permissions.ViewPostings)]
internal sealed class DetailsModel(BridgeDbContext db, ReconciliationHandling handling) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DifferenceRow Row { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.HandlePostings)]
    public Task<IActionResult> OnPostLookUpAsync(Guid id, CancellationToken cancel) =>
        ChangeAsync(id, () => handling.LookUpAsync(id, Input.Why, User.Actor(), cancel), "It is looked up with the next sweep, within a minute; where the student system does not have it, it is sent.", cancel);

    [NeedsPermission(Permissions.HandlePostings)]
    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken cancel) =>
        ChangeAsync(id, () => handling.CloseAsync(id, Input.Why, User.Actor(), cancel), "Closed. It does not come again unless something else is found.", cancel);

    private async Task<IActionResult> ChangeAsync(Guid id, Func<Task> change, string done, CancellationToken cancel)
    {
        if (!await db.ReconciliationDifferences.AnyAsync(difference => difference.Id == id, cancel))
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(id, cancel);
        try
        {
            await change();
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(id, cancel);
        }

        TempData["Done"] = done;
        return RedirectToPage("Index");
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await DifferenceRow.From(db).FirstOrDefaultAsync(row => row.Difference.Id == id, cancel) is not { } row)
            return NotFound();
        Row = row;
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Say why; it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
