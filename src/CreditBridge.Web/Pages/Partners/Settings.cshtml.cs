using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Connectors.Register;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>How a partner is connected.</summary>
[Authorize(Permissions.EditPartners)]
internal sealed class SettingsModel(BridgeDbContext db, PartnerAccounts accounts, PartnerRegistering registering) : ConnectionModel(registering)
{
    private readonly PartnerRegistering _registering = registering;

    public Partner Partner { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
            return NotFound();
        Input = ConnectionInput.Of(PartnerEntry.Of(Partner), Partner.Version);
        return Page();
    }

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            Refuse(await _registering.ChangeAsync(Partner.Id, Input.Version, Input.ToEntry(), Settings, User.Actor(), cancel));
        }
        catch (IllegalMoveException refused)
        {
            // Saved once more it is saved over what it shows: the sentence has said so.
            ModelState.Remove($"{nameof(Input)}.{nameof(Input.Version)}");
            Input.Version = Partner.Version;
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
        }

        if (!ModelState.IsValid)
            return Page();
        TempData["Done"] = "The settings are saved. They hold from the next pull.";
        return RedirectToPage("Details", new { code });
    }

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostTestAsync(string code, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
            return NotFound();
        await TryAsync(Partner, isStored: true, cancel);
        return Page();
    }

    /// <summary>A partner whose connector this program does not have, or that has none, has no settings.</summary>
    private async Task<bool> FindAsync(string code, CancellationToken cancel)
    {
        if (await db.Partners.AsNoTracking().SingleOrDefaultAsync(partner => partner.Code == code, cancel) is not { } partner || accounts.Connectors.All(connector => connector.Name != partner.Connector))
            return false;
        Partner = partner;
        (Connector, Stored) = (accounts.ConnectorOf(partner), accounts.ReadWhatCanBe(partner));
        return true;
    }
}
