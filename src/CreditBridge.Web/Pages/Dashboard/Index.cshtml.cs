using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.Security;
using CreditBridge.Web.Pages.Nights;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Dashboard;

[Authorize(Permissions.ViewDashboard)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    public const int NightsShown = 14;

    public IReadOnlyList<Need> Needs { get; private set; } = [];

    /// <summary>The night that is open now.</summary>
    public NightNumbers? Open { get; private set; }

    /// <summary>The last one that ended.</summary>
    public NightNumbers? Last { get; private set; }

    public IReadOnlyList<NightNumbers> Recent { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Needs = await Need.OfAsync(db, User.May, cancel);
        Recent = await NightNumbers.NewestAsync(db, NightsShown, cancel);
        Open = Recent.FirstOrDefault(night => night.IsOpen);
        Last = Recent.FirstOrDefault(night => !night.IsOpen);
    }
}
