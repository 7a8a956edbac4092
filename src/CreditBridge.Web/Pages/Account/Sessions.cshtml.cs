using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Account;

/// <summary>Where one is signed in, to end what is not one's own doing. Another person's session does not exist here.</summary>
[Authorize(Permissions.UseOwnAccount)]
internal sealed class SessionsModel(BridgeDbContext db, Session session, TimeProvider time) : PageModel
{
    public IReadOnlyList<UserSession> Sessions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        Sessions = await Own().AsNoTracking().Where(own => own.EndedAt == null && own.EndsAt > now).OrderByDescending(own => own.StartedAt).Take(50).ToListAsync(cancel);
    }

    [NeedsPermission(Permissions.UseOwnAccount)]
    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel)
    {
        if (!await Own().AnyAsync(own => own.Id == id, cancel))
            return NotFound();
        await session.EndAsync(Own().Where(own => own.Id == id), cancel);
        return Done("That session is ended.");
    }

    [NeedsPermission(Permissions.UseOwnAccount)]
    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancel)
    {
        var current = User.SessionId();
        await session.EndAsync(Own().Where(own => own.Id != current), cancel);
        return Done("All other sessions are ended: you are signed in here only.");
    }

    private IQueryable<UserSession> Own()
    {
        var userId = User.UserId();
        return db.UserSessions.Where(own => own.UserId == userId);
    }

    private RedirectToPageResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return RedirectToPage();
    }
}
