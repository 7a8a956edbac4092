using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.MyRequests;

/// <summary>The decision as a letter to print.</summary>
[Authorize(Permissions.ViewOwnRecord)]
internal sealed class LetterModel(BridgeDbContext db) : PageModel
{
    public OwnRequestView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || await OwnRequestView.OfAsync(db, learner, id, cancel) is not { Request.State: RequestState.Decided } view)
            return NotFound();
        View = view;
        return Page();
    }
}
