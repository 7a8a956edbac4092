using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Programs;

/// <summary>Other systems that may use the API.</summary>
[Authorize(Permissions.ManagePrograms)]
internal sealed class IndexModel(BridgeDbContext db, ProgramListing listing) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<ApiClient> Clients { get; private set; } = [];

    /// <summary>The key just made: shown on this answer and never again.</summary>
    public string? NewKey { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => Clients = await db.ApiClients.AsNoTracking().OrderBy(client => client.Name).Take(200).ToListAsync(cancel);

    [NeedsPermission(Permissions.ManagePrograms)]
    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var (client, secret) = await listing.AddAsync(Input.Name, Input.Scopes, User.Actor(), cancel);
                NewKey = $"{ProgramListing.KeyPrefix}{client.ClientId}_{secret}";
                ModelState.Clear();
                Input = new();
            }
            catch (IllegalMoveException refused)
            {
                ModelState.AddModelError("Input.Name", refused.Message);
            }
        }

        await OnGetAsync(cancel);
        return Page();
    }

    [NeedsPermission(Permissions.ManagePrograms)]
    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.ApiClients.AnyAsync(client => client.Id == id, cancel))
            return NotFound();
        await listing.RevokeAsync(id, User.Actor(), cancel);
        TempData["Done"] = "The program's key and tokens are worth nothing from now on.";
        return RedirectToPage();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Write which system it is."), StringLength(200, ErrorMessage = "At most 200 characters.")]
        public string Name { get; set; } = "";

        public List<string> Scopes { get; set; } = [];
    }
}
