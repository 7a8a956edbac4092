using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Connectors.Wallets;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Wallets;

/// <summary>The learner comes back from the wallet's host. Only what this session asked for is taken, once: that is what <c>state</c> is for.</summary>
[Authorize(Permissions.ViewOwnRecord)]
internal sealed class BackModel(BridgeDbContext db, WalletConnecting connecting) : PageModel
{
    [NeedsPermission(Permissions.AddOwnBadges)]
    public async Task<IActionResult> OnGetAsync(string? state, string? code, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || User.SessionId() is not { } session)
            return NotFound();
        try
        {
            TempData["Done"] = $"{await connecting.FinishAsync(learner, session, state, code, User.Actor(), cancel)} is connected. Its badges appear under My badges within a minute.";
        }
        catch (IllegalMoveException refused)
        {
            TempData["NotDone"] = refused.Message;
        }

        return Redirect("~/my-badges/connect");
    }
}
