using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Learners;

/// <summary>What a learner is called at a partner that is asked by user name.</summary>
[Authorize(Permissions.MatchCredentials)]
internal sealed class UserNameModel(BridgeDbContext db, UserNaming naming, PartnerAccounts accounts) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Learner Learner { get; private set; } = null!;

    /// <summary>Partners that are asked by user name.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Partners { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.MatchCredentials)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var page = await ShowAsync(id, cancel);
        if (page is not PageResult || !ModelState.IsValid)
            return page;
        try
        {
            if (Partners.All(partner => partner.Id != Input.Partner))
                throw new IllegalMoveException("Choose the partner.");
            await naming.ConfirmAsync(id, Input.Partner, Input.Name, Input.Evidence, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("Input.Name", refused.Message);
            return page;
        }

        TempData["Done"] = "The user name is confirmed. The next pull asks that partner for it.";
        return RedirectToPage("Details", new { id });
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Learners.AsNoTracking().FirstOrDefaultAsync(learner => learner.Id == id && learner.MergedIntoId == null, cancel) is not { } learner)
            return NotFound();
        var names = accounts.Connectors.Where(connector => connector.Abilities.ByUser).Select(connector => connector.Name).ToList();
        Learner = learner;
        Partners = [.. (await db.Partners.AsNoTracking().Where(partner => names.Contains(partner.Connector)).OrderBy(partner => partner.Name).Select(partner => new { partner.Id, partner.Name }).ToListAsync(cancel)).Select(partner => (partner.Id, partner.Name))];
        return Page();
    }

    internal sealed class InputModel
    {
        public Guid Partner { get; set; }

        [Required(ErrorMessage = "Write the user name."), StringLength(200, ErrorMessage = "At most 200 characters.")]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = "Say what shows that it is theirs; it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Evidence { get; set; } = "";
    }
}
