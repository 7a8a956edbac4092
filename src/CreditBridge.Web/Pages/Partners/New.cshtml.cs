using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Connectors.Register;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>Connects a partner: first how it is read, then the settings that this way needs.</summary>
[Authorize(Permissions.EditPartners)]
internal sealed class NewModel(PartnerAccounts accounts, PartnerRegistering registering) : ConnectionModel(registering)
{
    private readonly PartnerRegistering _registering = registering;

    /// <summary>The connector's name.</summary>
    [BindProperty(SupportsGet = true, Name = "connector")]
    public string? Chosen { get; set; }

    [BindProperty, Required(ErrorMessage = "Write a code."), RegularExpression("[a-z][a-z0-9-]{0,38}[a-z0-9]", ErrorMessage = "2 to 40 small letters, digits and hyphens; a letter first: harbor-institute.")]
    public string Code { get; set; } = "";

    public IReadOnlyList<IPartnerConnector> Choices => accounts.Connectors;

    public IActionResult OnGet()
    {
        if (Chosen is not null && !Choose())
            return NotFound();
        if (Connector is not null)
            Input = ConnectionInput.Of(PartnerEntry.Of(new() { Code = "", Name = "", Connector = Connector.Name, Limits = Connector.Limits }), version: 0);
        return Page();
    }

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Choose())
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            Refuse(await _registering.ConnectAsync(Code, Connector.Name, Input.ToEntry(), Settings, User.Actor(), cancel));
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError(nameof(Code), refused.Message);
        }

        if (!ModelState.IsValid)
            return Page();
        TempData["Done"] = $"{Input.Name} is connected. Until somebody has reviewed its quality, a person sees each of its credentials.";
        return RedirectToPage("Details", new { code = Code });
    }

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancel)
    {
        if (!Choose())
            return NotFound();
        // A folder is named after the code; nothing else of the form is needed.
        if (ModelState.GetFieldValidationState(nameof(Code)) == ModelValidationState.Valid)
            await TryAsync(new Partner { Code = Code, Name = string.IsNullOrWhiteSpace(Input.Name) ? "The partner" : Input.Name, Connector = Connector.Name }, isStored: false, cancel);
        return Page();
    }

    private bool Choose()
    {
        if (Choices.FirstOrDefault(connector => connector.Name == Chosen) is not { } chosen)
            return false;
        (Connector, Stored) = (chosen, Activator.CreateInstance(chosen.Settings)!);
        return true;
    }
}
