using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.Pages.Users;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Account;

/// <summary>One's own delegations. Learners have no work to delegate, so the page is the staff's.</summary>
[Authorize(Permissions.ViewDashboard)]
internal sealed class DelegationsModel(BridgeDbContext db, Delegating delegating, CurrentInstitution institution, TimeProvider time) : PageModel
{
    [BindProperty]
    public DelegationInput Delegate { get; set; } = new();

    public DelegationView Delegations { get; private set; } = null!;

    private DateOnly Today => institution.Value?.LocalDate(time.GetUtcNow().UtcDateTime) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var userId = User.UserId();
        Delegations = await DelegationView.ReadAsync(db, await db.Users.AsNoTracking().SingleAsync(user => user.Id == userId, cancel), Today, cancel);
    }

    [NeedsPermission(Permissions.UseOwnAccount)]
    public Task<IActionResult> OnPostDelegateAsync(CancellationToken cancel) => ModelState.IsValid
        ? DoAsync(() => delegating.MakeAsync(User.UserId(), Delegate.To!.Value, Delegate.FirstOn!.Value, Delegate.LastOn!.Value, Delegate.Reason, Today, User.Actor(), cancel), "It is delegated for these days.", cancel)
        : ShowAsync(cancel);

    [NeedsPermission(Permissions.UseOwnAccount)]
    public async Task<IActionResult> OnPostEndDelegationAsync(Guid delegation, CancellationToken cancel)
    {
        var userId = User.UserId();
        if (!await db.Delegations.AnyAsync(own => own.Id == delegation && own.FromUserId == userId, cancel))
            return NotFound();
        ModelState.Clear();
        return await DoAsync(() => delegating.EndAsync(delegation, User.Actor(), cancel), "It is ended.", cancel);
    }

    private async Task<IActionResult> DoAsync(Func<Task> act, string done, CancellationToken cancel)
    {
        try
        {
            await act();
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("Delegate.To", refused.Message);
            return await ShowAsync(cancel);
        }

        TempData["Done"] = done;
        return RedirectToPage();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        return Page();
    }
}
