using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.MyRequests;

[Authorize(Permissions.ViewOwnRecord)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    public IReadOnlyList<CreditRequest> Requests { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        Requests = await db.CreditRequests.AsNoTracking().Include(request => request.Lines).Where(request => request.LearnerId == learner)
            .OrderByDescending(request => request.OpenedAt).ThenByDescending(request => request.Id).ToListAsync(cancel);
        return Page();
    }
}
