using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>Who issues credentials, and which issuers sign for each.</summary>
[Authorize(Permissions.ViewPartners)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    public IReadOnlyList<Partner> Partners { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Partners = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).OrderBy(partner => partner.Name).ToListAsync(cancel);
}
