using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>What was agreed with a partner, and whom to ask there.</summary>
[Authorize(Permissions.EditPartners)]
internal sealed class AgreementModel(BridgeDbContext db, PartnerKeeping keeping) : PageModel
{
    public InputModel Input { get; set; } = new();

    public ContactModel Contact { get; set; } = new();

    public Partner Partner { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
            return NotFound();
        Input = InputModel.Of(Partner);
        return Page();
    }

    [NeedsPermission(Permissions.EditPartners)]
    public Task<IActionResult> OnPostAsync(string code, [Bind(Prefix = nameof(Input))] InputModel input, CancellationToken cancel)
    {
        Input = input;
        return ChangeAsync(code, nameof(Input), () => keeping.AgreeAsync(Partner.Id, new(input.File?.Trim(), input.From, input.Until, input.RetainRawDays), input.Version, User.Actor(), cancel), "The agreement is saved.", cancel);
    }

    [NeedsPermission(Permissions.EditPartners)]
    public Task<IActionResult> OnPostContactAsync(string code, [Bind(Prefix = nameof(Contact))] ContactModel contact, CancellationToken cancel)
    {
        Contact = contact;
        return ChangeAsync(code, nameof(Contact), () => keeping.AddContactAsync(Partner.Id, contact.ToContact(), User.Actor(), cancel), "The contact is added.", cancel);
    }

    [NeedsPermission(Permissions.EditPartners)]
    public Task<IActionResult> OnPostRemoveAsync(string code, [Bind(Prefix = "Removed")] ContactModel removed, CancellationToken cancel) =>
        ChangeAsync(code, "", () => keeping.RemoveContactAsync(Partner.Id, removed.ToContact(), User.Actor(), cancel), "The contact is removed.", cancel);

    private async Task<IActionResult> ChangeAsync(string code, string form, Func<Task> change, string done, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
            return NotFound();
        if (form != nameof(Input))
            Input = InputModel.Of(Partner);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await change();
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
            await FindAsync(code, cancel);
            ModelState.Remove($"{nameof(Input)}.{nameof(Input.Version)}");
            Input.Version = Partner.Version;
            return Page();
        }

        TempData["Done"] = done;
        return RedirectToPage(new { code });
    }

    private async Task<bool> FindAsync(string code, CancellationToken cancel)
    {
        Partner = (await db.Partners.AsNoTracking().SingleOrDefaultAsync(partner => partner.Code == code, cancel))!;
        return Partner is not null;
    }

    internal sealed class InputModel
    {
        [StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string? File { get; set; }

        public DateOnly? From { get; set; }

        public DateOnly? Until { get; set; }

        [Range(1, 36_500, ErrorMessage = "From 1 to 36,500 days, or empty.")]
        public int? RetainRawDays { get; set; }

        public int Version { get; set; }

        public static InputModel Of(Partner partner) => new() { File = partner.Agreement, From = partner.AgreementFrom, Until = partner.AgreementUntil, RetainRawDays = partner.RetainRawDays, Version = partner.Version };
    }

    internal sealed class ContactModel
    {
        [Required(ErrorMessage = "Write the name."), StringLength(200, ErrorMessage = "At most 200 characters.")]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = "Say what they are asked about."), StringLength(200, ErrorMessage = "At most 200 characters.")]
        public string For { get; set; } = "";

        [Required(ErrorMessage = "Write the e-mail address."), EmailAddress(ErrorMessage = "This is not an e-mail address."), StringLength(254, ErrorMessage = "At most 254 characters.")]
        public string Email { get; set; } = "";

        [StringLength(60, ErrorMessage = "At most 60 characters.")]
        public string? Phone { get; set; }

        public PartnerContact ToContact() => new(Name.Trim(), For.Trim(), Email.Trim(), Phone?.Trim());
    }
}
