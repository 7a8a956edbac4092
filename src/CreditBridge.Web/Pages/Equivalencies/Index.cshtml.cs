using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Equivalencies;

/// <summary>What counts here, for anybody: by credential, partner or course.</summary>
[AllowAnonymous]
internal sealed class IndexModel(BridgeDbContext db, EquivalencySearch search) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "partner")]
    public string? Partner { get; set; }

    [BindProperty(SupportsGet = true, Name = "course")]
    public string? Course { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<EquivalencyRow> List { get; private set; } = new([], 1, 0);

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public RuleWords Words { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Partners = await db.Partners.OrderBy(partner => partner.Name).Select(partner => new SelectListItem(partner.Name, partner.Code)).ToListAsync(cancel);
        if (ModelState.IsValid)
            List = await (await search.FindAsync(Search, Partner, Course, cancel)).ToPageAsync(PageNumber, cancel);
        Words = await RuleNames.ReadAsync(db, List.Items.Select(row => row.Version.Definition), cancel);
    }
}
