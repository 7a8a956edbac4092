using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Reports;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Grants;

/// <summary>Granted credit, line by line, the newest on top.</summary>
[Authorize(Permissions.ViewGrants)]
internal sealed class IndexModel(BridgeDbContext db, CurrentInstitution institution, GrantsReport report) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "posting")]
    public PostingState? Posting { get; set; }

    /// <summary>Granted by rule, or decided by a person.</summary>
    [BindProperty(SupportsGet = true, Name = "byRule")]
    public bool? IsAutomatic { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<GrantRow> List { get; private set; } = new([], 1, 0);

    public GrantFilter Filter => new(Search, Posting, IsAutomatic, From, To);

    public bool IsFiltered => Filter with { Search = string.IsNullOrWhiteSpace(Search) ? null : Search } != new GrantFilter();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid)
            List = await Filter.Rows(db, institution.Zone).ToPageAsync(PageNumber, cancel);
    }

    /// <summary>
    /// The grants of this filter as a workbook. It is asked for with POST: the export is written into the trail and each learner in it into the
    /// disclosure log, and reading an address must change nothing.
    /// </summary>
    [NeedsPermission(Permissions.ExportGrants)]
    public async Task<IActionResult> OnPostWorkbookAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        return await WorkbookFile.OfAsync(to => report.WriteAsync(Filter, User.Actor(), to, cancel), "grants.xlsx");
    }
}
