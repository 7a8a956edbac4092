using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>How long learners wait for an answer.</summary>
[Authorize(Permissions.ViewRequests)]
internal sealed class StatisticsModel(BridgeDbContext db, RequestScope scope) : PageModel
{
    public const int MonthsShown = 12;
    public const int RulesShown = 50;

    public IReadOnlyList<Turnaround> Months { get; private set; } = [];

    public IReadOnlyList<Turnaround> Populations { get; private set; } = [];

    /// <summary>The most often asked first.</summary>
    public IReadOnlyList<Turnaround> Rules { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var today = await scope.TodayAsync(cancel);
        var since = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsShown);
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancel);
        (Months, Populations, var rules) = await Turnaround.ReadAsync(db, await scope.OfAsync(User.Actor(), cancel), institution, since, cancel);
        Rules = [.. rules.Take(RulesShown)];
    }
}
