using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Cases;

/// <summary>One case: what was found, the credit that rests on it, and the decision.</summary>
[Authorize(Permissions.ViewGrants)]
internal sealed class DetailsModel(BridgeDbContext db, CaseClosing closing) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CaseRow Row { get; private set; } = null!;

    public CreditGrant Grant { get; private set; } = null!;

    public Credential? Credential { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.HandleCases)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.GrantCases.AnyAsync(row => row.Id == id, cancel))
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(id, cancel);
        try
        {
            await closing.CloseAsync(id, Input.Outcome!.Value, Input.Why, User.Actor(), cancel);
        }
        catch (Exception refused) when (refused is IllegalMoveException or DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", refused is IllegalMoveException ? refused.Message : "Somebody closed it in the same moment.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(id, cancel);
        }

        TempData["Done"] = "The case is closed. Your reason stands in the trail.";
        return RedirectToPage("Index");
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await CaseRow.From(db).AsNoTracking().FirstOrDefaultAsync(row => row.Case.Id == id, cancel) is not { } row)
            return NotFound();
        Row = row;
        Grant = await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting).SingleAsync(grant => grant.Id == row.Case.GrantId, cancel);
        Credential = await db.Credentials.AsNoTracking().FirstOrDefaultAsync(credential => credential.Id == row.Case.CredentialId, cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Choose what becomes of the credit.")]
        public CaseOutcome? Outcome { get; set; }

        [Required(ErrorMessage = "Say why; it stays in the trail."), StringLength(2000, ErrorMessage = "At most 2,000 characters.")]
        public string Why { get; set; } = "";
    }
}
