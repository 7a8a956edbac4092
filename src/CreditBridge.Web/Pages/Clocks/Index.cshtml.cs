using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Pages.Requests;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Clocks;

/// <summary>What learners are promised, the days nobody works, and how many promises are broken now.</summary>
[Authorize(Permissions.EditClocks)]
internal sealed class IndexModel(BridgeDbContext db, ClockEditing editing, RequestScope scope) : PageModel
{
    private const int MostProblems = 20;

    [BindProperty]
    public Population Population { get; set; }

    [BindProperty]
    public int Length { get; set; }

    [BindProperty]
    public PromiseUnit Unit { get; set; }

    /// <summary>Holidays as pasted, one a line.</summary>
    [BindProperty]
    public string? Pasted { get; set; }

    public IReadOnlyDictionary<Population, Promise> Promises { get; private set; } = new Dictionary<Population, Promise>();

    public IReadOnlyList<Holiday> Holidays { get; private set; } = [];

    /// <summary>Requests past their promise, by population.</summary>
    public IReadOnlyDictionary<Population, int> Late { get; private set; } = new Dictionary<Population, int>();

    public RequestClock Clock { get; private set; } = new([], [], []);

    /// <summary>The institution's local date.</summary>
    public DateOnly Today { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    [NeedsPermission(Permissions.EditClocks)]
    public async Task<IActionResult> OnPostPromiseAsync(CancellationToken cancel)
    {
        try
        {
            if (!ModelState.IsValid)
                throw new IllegalMoveException("A promise is a whole number of days or terms.");
            await editing.PromiseAsync(Population, Length, Unit, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            return await RefusedAsync($"length-{Population}", [refused.Message], cancel);
        }

        TempData["Done"] = $"{Population} learners who ask from now on are promised an answer so. Promises made before stay.";
        return RedirectToPage();
    }

    [NeedsPermission(Permissions.EditClocks)]
    public async Task<IActionResult> OnPostHolidaysAsync(CancellationToken cancel)
    {
        var (days, problems) = HolidayLine.Read(Pasted);
        if (problems.Count > 0)
            return await RefusedAsync(nameof(Pasted), problems, cancel);
        var added = await editing.AddHolidaysAsync(days, User.Actor(), cancel);
        TempData["Done"] = $"{added} {(added == 1 ? "holiday is" : "holidays are")} new, {days.Count - added} were there already.";
        return RedirectToPage();
    }

    [NeedsPermission(Permissions.EditClocks)]
    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancel)
    {
        await editing.RemoveHolidayAsync(id, User.Actor(), cancel);
        return RedirectToPage();
    }

    private async Task<IActionResult> RefusedAsync(string field, IReadOnlyList<string> problems, CancellationToken cancel)
    {
        ModelState.Clear();
        foreach (var problem in problems.Take(MostProblems))
            ModelState.AddModelError(field, problem);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Today = await scope.TodayAsync(cancel);
        Promises = await db.Promises.AsNoTracking().ToDictionaryAsync(promise => promise.Population, cancel);
        Holidays = await db.Holidays.AsNoTracking().OrderBy(holiday => holiday.On).ToListAsync(cancel);
        Clock = await RequestClock.ReadAsync(db, cancel);
        var late = WaitingRequests.Overdue(db.CreditRequests, Today).Join(db.Learners, request => request.LearnerId, learner => learner.Id, (_, learner) => learner.Population);
        Late = (await late.ToListAsync(cancel)).CountBy(population => population).ToDictionary();
    }
}
