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

/// <summary>Puts chosen requests into somebody's hands: says which, and how many, first.</summary>
[Authorize(Permissions.AssignRequests)]
internal sealed class AssignModel(BridgeDbContext db, RequestDesk desk) : PageModel
{
    public const int MostChosen = 200;

    [BindProperty(SupportsGet = true, Name = "id")]
    public List<Guid> Chosen { get; set; } = [];

    /// <summary>Who gets them; empty: back into the queue.</summary>
    [BindProperty]
    public Guid? To { get; set; }

    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    public IReadOnlyList<User> People { get; private set; } = [];

    public IReadOnlyList<string> Refused { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    [NeedsPermission(Permissions.AssignRequests)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid && Chosen.Count is > 0 and <= MostChosen)
        {
            try
            {
                (var assigned, Refused) = await desk.AssignAsync(Chosen, To, User.Actor(), cancel);
                TempData["Done"] = $"{assigned:N0} {(assigned == 1 ? "request is" : "requests are")} {(To is null ? "back in the queue" : "assigned")}.";
                if (Refused.Count == 0)
                    return RedirectToPage("Index");
                TempData.Remove("Done");
                ModelState.AddModelError("", $"{assigned:N0} of {Chosen.Distinct().Count():N0} are assigned; the others could not be.");
            }
            catch (IllegalMoveException refused)
            {
                ModelState.AddModelError(nameof(To), refused.Message);
            }
        }
        else if (Chosen.Count is 0 or > MostChosen)
        {
            ModelState.AddModelError("", Chosen.Count == 0 ? "Choose at least one request." : $"At most {MostChosen} requests at once.");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var ids = Chosen.Take(MostChosen).ToList();
        Rows = await QueueRow.From(db, db.CreditRequests.AsNoTracking().Where(request => EF.Parameter(ids).Contains(request.Id) && request.State != RequestState.Decided && request.State != RequestState.Withdrawn))
            .OrderBy(row => row.OpenedAt).ThenBy(row => row.Id).ToListAsync(cancel);
        People = (await db.Users.AsNoTracking().Where(user => user.DisabledAt == null && user.LearnerId == null).OrderBy(user => user.Name).ToListAsync(cancel)).FindAll(user => RolePermissions.Allows(user.Role, Permissions.DecideRequests));
    }
}
