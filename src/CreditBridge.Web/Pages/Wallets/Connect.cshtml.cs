using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.Connectors.Wallets;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Wallets;

/// <summary>A learner's wallets: connect one, disconnect one. Whose they are comes from the session.</summary>
[Authorize(Permissions.ViewOwnRecord)]
[EnableRateLimiting(RateLimits.Upload)]
internal sealed class ConnectModel(BridgeDbContext db, WalletConnecting connecting) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<WalletConnection> Wallets { get; private set; } = [];

    /// <summary>Where the learner agrees. A link, for a form may lead nowhere but here.</summary>
    public Uri? Agree { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    [NeedsPermission(Permissions.AddOwnBadges)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || User.SessionId() is not { } session)
            return NotFound();
        if (ModelState.IsValid)
        {
            try
            {
                Agree = await connecting.BeginAsync(learner, session, Input.Address, User.Actor(), cancel);
            }
            catch (IllegalMoveException refused)
            {
                ModelState.AddModelError("Input.Address", refused.Message);
            }
        }

        return await ShowAsync(cancel);
    }

    [NeedsPermission(Permissions.AddOwnBadges)]
    public async Task<IActionResult> OnPostEndAsync(Guid wallet, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || !await db.WalletConnections.AnyAsync(own => own.Id == wallet && own.LearnerId == learner, cancel))
            return NotFound();
        await connecting.EndAsync(learner, wallet, User.Actor(), cancel);
        TempData["Done"] = "The wallet is disconnected. What it brought stays among your badges.";
        return RedirectToPage();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        Wallets = await db.WalletConnections.AsNoTracking().Where(wallet => wallet.LearnerId == learner && wallet.ConnectedAt != null && wallet.EndedAt == null).OrderBy(wallet => wallet.ConnectedAt).ToListAsync(cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Write the address of your wallet."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Address { get; set; } = "";
    }
}
