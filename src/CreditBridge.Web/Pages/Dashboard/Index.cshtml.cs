using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Requests;
using CreditBridge.Jobs.Night;
using CreditBridge.Web.Security;
using CreditBridge.Web.Pages.Nights;
using CreditBridge.Web.SignIn;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Dashboard;

[Authorize(Permissions.ViewDashboard)]
internal sealed class IndexModel(BridgeDbContext db, NightRequests nights, IBackgroundJobClient jobs, RequestScope scope) : PageModel
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
        var actor = User.Actor();
        var department = actor.Role == Role.FacultyApprover ? await db.Users.Where(user => user.Id == actor.UserId).Select(user => user.DepartmentCode).SingleOrDefaultAsync(cancel) : null;
        Needs = await Need.OfAsync(db, User.May, department, await scope.DepartmentsAsync(actor, cancel), await scope.TodayAsync(cancel), cancel);
        if (!User.May(Permissions.ViewSync))
            return;
        Recent = await NightNumbers.NewestAsync(db, NightsShown, cancel);
        Open = Recent.FirstOrDefault(night => night.IsOpen);
        Last = Recent.FirstOrDefault(night => !night.IsOpen);
    }

    /// <summary>Asks for a night; while one is open, that one is shown. The job is a nudge: if it were lost, the sweep of the next minute finds the row.</summary>
    [NeedsPermission(Permissions.RunNight)]
    public async Task<IActionResult> OnPostRunNowAsync(CancellationToken cancel)
    {
        var (id, _) = await nights.RequestAsync(NightTrigger.Page, User.Actor(), cancel);
        jobs.Enqueue<NightJob>(job => job.RunAsync(id, CancellationToken.None));
        return RedirectToPage("/Nights/Index", new { id });
    }
}
