using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors.Hooks;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>Where a partner sends its webhooks, and what it proves them with.</summary>
[Authorize(Permissions.ViewPartners)]
internal sealed class HookModel(BridgeDbContext db, HookSecrets secrets, IssuerSite site) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Partner Partner { get; private set; } = null!;

    /// <summary>Just made: shown on this answer and never again.</summary>
    public string? Secret { get; private set; }

    public string Address { get; private set; } = "";

    public DateTime? LastAt { get; private set; }

    public int Waiting { get; private set; }

    public IReadOnlyList<AuditEntry> Changes { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(string code, CancellationToken cancel) => ShowAsync(code, cancel);

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancel)
    {
        if (await ChangeAsync(code, async partner => Secret = await secrets.MakeAsync(partner, Input.Why, User.Actor(), cancel), cancel))
        {
            ModelState.Clear();
            Input = new();
        }

        return await ShowAsync(code, cancel);
    }

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostEndAsync(string code, CancellationToken cancel)
    {
        if (!await ChangeAsync(code, partner => secrets.EndAsync(partner, Input.Why, User.Actor(), cancel), cancel))
            return await ShowAsync(code, cancel);
        TempData["Done"] = "Webhooks of this partner are no longer taken. The nightly pull goes on.";
        return RedirectToPage(new { code });
    }

    /// <returns>False: it was refused, and the form says why; or there is no such partner.</returns>
    private async Task<bool> ChangeAsync(string code, Func<Guid, Task> change, CancellationToken cancel)
    {
        if (!ModelState.IsValid || await db.Partners.Where(partner => partner.Code == code).Select(partner => (Guid?)partner.Id).SingleOrDefaultAsync(cancel) is not { } partner)
            return false;
        try
        {
            await change(partner);
            return true;
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("Input.Why", refused.Message);
            return false;
        }
    }

    private async Task<IActionResult> ShowAsync(string code, CancellationToken cancel)
    {
        if (await db.Partners.AsNoTracking().SingleOrDefaultAsync(partner => partner.Code == code, cancel) is not { } partner)
            return NotFound();
        Partner = partner;
        Address = site.At($"/hooks/{Uri.EscapeDataString(code)}");
        var deliveries = db.HookDeliveries.Where(delivery => delivery.PartnerId == partner.Id);
        LastAt = await deliveries.MaxAsync(delivery => (DateTime?)delivery.ReceivedAt, cancel);
        Waiting = await deliveries.CountAsync(delivery => delivery.State == HookState.Waiting, cancel);
        Changes = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectType == nameof(Partner) && entry.SubjectId == partner.Id && entry.Action.StartsWith("Webhook")).OrderByDescending(entry => entry.At).Take(50).ToListAsync(cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Say why; it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
