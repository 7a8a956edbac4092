using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>The register of one partner: whose signatures are trusted as its own.</summary>
[Authorize(Permissions.ViewPartners)]
internal sealed class IssuersModel(BridgeDbContext db, IssuerRegistering registering) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The issuer whose removal was refused.</summary>
    public string? Removing { get; private set; }

    public Partner Partner { get; private set; } = null!;

    public IReadOnlyList<AuditEntry> Changes { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(string code, CancellationToken cancel) => ShowAsync(code, cancel);

    [NeedsPermission(Permissions.EditPartners)]
    public Task<IActionResult> OnPostAddAsync(string code, CancellationToken cancel) => ChangeAsync(
        code, partner => registering.AddAsync(partner, Input.Issuer, Input.Why, User.Actor(), cancel), "The issuer is registered. What it has signed is trusted from now on.", cancel);

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostRemoveAsync(string code, CancellationToken cancel)
    {
        var answer = await ChangeAsync(
            code, partner => registering.RemoveAsync(partner, Input.Issuer, Input.Why, User.Actor(), cancel), "The issuer is removed. What it has signed is no longer trusted as this partner's; granted credit stays.", cancel);
        if (ModelState.IsValid)
            return answer;
        // What was typed and refused belongs to the removal, not to the form beside it.
        var why = string.Join(' ', ModelState.Values.SelectMany(entry => entry.Errors).Select(error => error.ErrorMessage));
        Removing = Input.Issuer;
        ModelState.Clear();
        ModelState.AddModelError("", $"{Removing} was not removed. {why}");
        Input = new();
        return answer;
    }

    private async Task<IActionResult> ChangeAsync(string code, Func<Guid, Task> change, string done, CancellationToken cancel)
    {
        if (await db.Partners.Where(partner => partner.Code == code).Select(partner => (Guid?)partner.Id).SingleOrDefaultAsync(cancel) is not { } partner)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(code, cancel);
        try
        {
            await change(partner);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("Input.Issuer", refused.Message);
            return await ShowAsync(code, cancel);
        }

        TempData["Done"] = done;
        return RedirectToPage(new { code });
    }

    private async Task<IActionResult> ShowAsync(string code, CancellationToken cancel)
    {
        if (await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).SingleOrDefaultAsync(partner => partner.Code == code, cancel) is not { } partner)
            return NotFound();
        Partner = partner;
        Changes = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectType == nameof(Partner) && entry.SubjectId == partner.Id && entry.Action.StartsWith("Issuer")).OrderByDescending(entry => entry.At).Take(50).ToListAsync(cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Write the issuer's id."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Issuer { get; set; } = "";

        [Required(ErrorMessage = "Say why; it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
