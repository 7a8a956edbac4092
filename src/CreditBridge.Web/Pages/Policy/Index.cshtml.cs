using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Policy;

/// <summary>The layers of the policy: the institution's, then what programmes and partners set nearer.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class IndexModel(BridgeDbContext db, OfferPolicy offers) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Institution Institution { get; private set; } = null!;

    public IReadOnlyList<PolicyLayer> Layers { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Programs { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Input = new() { Days = Institution.OfferDays, SilenceAccepts = Institution.SilenceAccepts };
    }

    [NeedsPermission(Permissions.EditPolicy)]
    public async Task<IActionResult> OnPostOffersAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid)
        {
            await offers.SetAsync(Input.Days, Input.SilenceAccepts, Input.Why, User.Actor(), cancel);
            TempData["Done"] = "The offer policy is changed. Offers made before keep their own last day.";
            return RedirectToPage();
        }

        await ReadAsync(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Institution = await db.Institutions.AsNoTracking().SingleAsync(cancel);
        Layers = [.. (await db.PolicyLayers.AsNoTracking().ToListAsync(cancel)).OrderBy(layer => layer.Scope).ThenBy(layer => layer.ScopeCode, StringComparer.Ordinal)];
        Programs = await db.Programs.OrderBy(program => program.Name).Select(program => new SelectListItem(program.Name, program.Code)).ToListAsync(cancel);
        Partners = await db.Partners.OrderBy(partner => partner.Name).Select(partner => new SelectListItem(partner.Name, partner.Code)).ToListAsync(cancel);
    }

    internal sealed class InputModel
    {
        [Range(0, OfferPolicy.MostDays, ErrorMessage = "From 0 to 365 days.")]
        public int Days { get; set; }

        public bool SilenceAccepts { get; set; }

        [Required(ErrorMessage = "Say why the policy changes."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
