using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Pages.Credentials;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Unmatched;

/// <summary>Credentials whose learner nobody knows yet, the longest-waiting on top.</summary>
[Authorize(Permissions.ViewCredentials)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "partner")]
    public Guid? PartnerId { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<CredentialRow> List { get; private set; } = new([], 1, 0);

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Partners = await db.Partners.OrderBy(partner => partner.Name).Select(partner => new SelectListItem(partner.Name, partner.Id.ToString())).ToListAsync(cancel);
        if (!ModelState.IsValid)
            return;
        var rows = CredentialRow.From(db).Where(row => row.LearnerId == null);
        if (PartnerId is { } partner)
            rows = rows.Where(row => row.PartnerId == partner);
        List = await rows.OrderBy(row => row.TakenAt).ThenBy(row => row.Id).ToPageAsync(PageNumber, cancel);
    }
}
