using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>A person's own views of the queue: the list just looked at can be kept, others removed.</summary>
[Authorize(Permissions.ViewRequests)]
internal sealed class ViewsModel(BridgeDbContext db, SavedViews saved) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The list to keep, as its query text.</summary>
    [BindProperty]
    public string? List { get; set; }

    public IReadOnlyList<SavedView> Own { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel)
    {
        List = Request.QueryString.Value;
        return ReadAsync(cancel);
    }

    [NeedsPermission(Permissions.ViewRequests)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        try
        {
            await saved.SaveAsync(User.UserId(), SavedViews.Requests, Name, List, cancel);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError(nameof(Name), refused.Message);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ReadAsync(cancel);
            return Page();
        }

        TempData["Done"] = $"The view ‘{Name!.Trim()}’ is kept.";
        return LocalRedirect($"~/requests{List}");
    }

    [NeedsPermission(Permissions.ViewRequests)]
    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancel)
    {
        await saved.RemoveAsync(User.UserId(), id, cancel);
        TempData["Done"] = "The view is removed.";
        return RedirectToPage();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var self = User.UserId();
        Own = await db.SavedViews.AsNoTracking().Where(view => view.UserId == self && view.Page == SavedViews.Requests).OrderBy(view => view.Name).ToListAsync(cancel);
    }
}
