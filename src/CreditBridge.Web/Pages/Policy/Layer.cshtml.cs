using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Policy;

/// <summary>One layer of the policy, to change with a reason.</summary>
[Authorize(Permissions.EditPolicy)]
internal sealed class LayerModel(BridgeDbContext db, PolicyLayers layers) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "scope")]
    public PolicyScope Scope { get; set; }

    [BindProperty(SupportsGet = true, Name = "code")]
    public string? Code { get; set; }

    [BindProperty]
    public LayerInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return NotFound();
        var layer = await ReadAsync(cancel);
        Input = LayerInput.Of(layer?.Content ?? PolicyContent.Nothing, layer?.Version ?? 0);
        return await ShowAsync(cancel);
    }

    [NeedsPermission(Permissions.EditPolicy)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(cancel);
        try
        {
            var before = (await ReadAsync(cancel))?.Content ?? PolicyContent.Nothing;
            await layers.SaveAsync(Scope, Code ?? "", Input.ToContent(before), Input.Version, Input.Why ?? "", User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return await ShowAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", "Somebody else changed this layer meanwhile: open it again, then change it.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(cancel);
        }

        TempData["Done"] = "The policy is changed. Whom it concerns is evaluated in the next night; what was granted stays.";
        return RedirectToPage("Index");
    }

    private Task<PolicyLayer?> ReadAsync(CancellationToken cancel) =>
        db.PolicyLayers.AsNoTracking().SingleOrDefaultAsync(layer => layer.Scope == Scope && layer.ScopeCode == (Code ?? ""), cancel);

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Partners = await db.Partners.OrderBy(partner => partner.Name).Select(partner => new SelectListItem(partner.Name, partner.Code)).ToListAsync(cancel);
        return Page();
    }
}
