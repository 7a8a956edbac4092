using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Reports;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Disclosures;

/// <summary>Where learners' records went, the newest on top.</summary>
[Authorize(Permissions.ViewDisclosures)]
internal sealed class IndexModel(BridgeDbContext db, CurrentInstitution institution, DisclosureReport report) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<DisclosureRow> List { get; private set; } = new([], 1, 0);

    public DisclosureFilter Filter => new(string.IsNullOrWhiteSpace(Search) ? null : Search, From, To);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid)
            List = await Filter.Rows(db, institution.Zone).ToPageAsync(PageNumber, cancel);
    }

    /// <summary>By POST: the export itself is written into the log.</summary>
    [NeedsPermission(Permissions.ViewDisclosures)]
    public async Task<IActionResult> OnPostWorkbookAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        return await WorkbookFile.OfAsync(to => report.WriteAsync(Filter, User.Actor(), to, cancel), "disclosures.xlsx");
    }
}
