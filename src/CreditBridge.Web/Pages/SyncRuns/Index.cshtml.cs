using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.SyncRuns;

[Authorize(Permissions.ViewSync)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "partner")]
    public Guid? PartnerId { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public SyncRunState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<RunRow> List { get; private set; } = new([], 1, 0);

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public bool IsFiltered => PartnerId is not null || State is not null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Partners = await db.Partners.OrderBy(partner => partner.Name).Select(partner => new SelectListItem(partner.Name, partner.Id.ToString())).ToListAsync(cancel);
        if (!ModelState.IsValid)
            return;
        var rows = RunRow.From(db);
        if (PartnerId is { } partner)
            rows = rows.Where(run => run.PartnerId == partner);
        if (State is { } state)
            rows = rows.Where(run => run.State == state);
        List = await rows.OrderByDescending(run => run.StartedAt).ThenBy(run => run.Partner).ToPageAsync(PageNumber, cancel);
    }
}
