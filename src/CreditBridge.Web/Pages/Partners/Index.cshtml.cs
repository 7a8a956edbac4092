using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>The register: who issues credentials, how good they were found, how fresh what we know from them is.</summary>
[Authorize(Permissions.ViewPartners)]
internal sealed class IndexModel(BridgeDbContext db, RequestScope scope) : PageModel
{
    /// <summary>Only those whose review or agreement ends soon or is over.</summary>
    [BindProperty(SupportsGet = true, Name = "due")]
    public bool IsDueOnly { get; set; }

    public IReadOnlyList<PartnerRow> Rows { get; private set; } = [];

    /// <summary>The institution's local date.</summary>
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Today = await scope.TodayAsync(cancel);
        Rows = [.. (await PartnerRow.AllAsync(db, cancel)).Where(row => !IsDueOnly || PartnersDue.IsDue(row.Partner, Today))];
    }
}
