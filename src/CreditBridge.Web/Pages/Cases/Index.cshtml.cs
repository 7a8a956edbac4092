using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Cases;

/// <summary>Credit whose credential was withdrawn after the grant: it stays until somebody has decided.</summary>
[Authorize(Permissions.ViewGrants)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<CaseRow> List { get; private set; } = new([], 1, 0);

    public bool ShowsAll => Show == "all";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var rows = CaseRow.From(db).AsNoTracking();
        List = await (ShowsAll ? rows : rows.Where(row => row.Case.State == CaseState.Open)).OrderByDescending(row => row.Case.OpenedAt).ThenBy(row => row.Case.Id).ToPageAsync(PageNumber, cancel);
    }
}
