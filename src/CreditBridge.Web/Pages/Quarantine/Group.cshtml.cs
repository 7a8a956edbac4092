using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Quarantine;

/// <summary>The records of one reason from one partner, with what was read; they are replayed or ignored together, or one by one.</summary>
[Authorize(Permissions.ViewSync)]
internal sealed class GroupModel(BridgeDbContext db, QuarantineHandling handling) : PageModel
{
    /// <summary>The sentence about a replay travels in a cookie.</summary>
    private const int MostReasons = 5;

    [BindProperty(SupportsGet = true, Name = "fingerprint")]
    public string Fingerprint { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "partner")]
    public Guid PartnerId { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public QuarantineState State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Partner { get; private set; } = "";

    public PageOf<QuarantinedRecord> List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => ModelState.IsValid ? await ShowAsync(cancel) : BadRequest();

    /// <param name="id">One record, or none for every record of the group that waits.</param>
    [NeedsPermission(Permissions.HandleQuarantine)]
    public async Task<IActionResult> OnPostReplayAsync(Guid? id, CancellationToken cancel)
    {
        // A garbled id is no id, and must not mean all of them.
        if (ModelState.GetFieldValidationState(nameof(id)) == ModelValidationState.Invalid)
            return BadRequest();
        ModelState.Clear();
        var chosen = await ChosenAsync(id, cancel);
        if (id is null && chosen.Count != Input.Count)
            return await CountedAnewAsync(chosen.Count, cancel);
        var (taken, why) = await handling.ReplayAsync(chosen, User.Actor(), cancel);
        if (why.Count == 0)
            TempData["Done"] = $"{taken:N0} taken.";
        else
            TempData["NotDone"] = $"{taken:N0} taken; {chosen.Count - taken:N0} still cannot be: {string.Join(' ', why.Take(MostReasons))}{(why.Count > MostReasons ? $" And {why.Count - MostReasons:N0} more reasons." : "")}";
        return RedirectToGroup();
    }

    /// <param name="id">One record, or none for every record of the group that waits.</param>
    [NeedsPermission(Permissions.HandleQuarantine)]
    public async Task<IActionResult> OnPostIgnoreAsync(Guid? id, CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(cancel);
        var chosen = await ChosenAsync(id, cancel);
        if (chosen.Count != Input.Count)
            return await CountedAnewAsync(chosen.Count, cancel);
        await handling.IgnoreAsync(chosen, Input.Why, User.Actor(), cancel);
        TempData["Done"] = $"{chosen.Count:N0} ignored.";
        return RedirectToGroup();
    }

    /// <summary>More or fewer than the button said: they are not dealt with unseen.</summary>
    private Task<IActionResult> CountedAnewAsync(int count, CancellationToken cancel)
    {
        ModelState.AddModelError("", $"There {(count == 1 ? "is 1 record" : $"are {count:N0} records")} now, not {Input.Count:N0}. Look again, then confirm.");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return ShowAsync(cancel);
    }

    private IQueryable<QuarantinedRecord> Records(QuarantineState state) =>
        db.QuarantinedRecords.AsNoTracking().Where(record => record.Fingerprint == Fingerprint && record.PartnerId == PartnerId && record.State == state);

    private Task<List<Guid>> ChosenAsync(Guid? id, CancellationToken cancel) =>
        Records(QuarantineState.Waiting).Where(record => id == null || record.Id == id).OrderBy(record => record.Id).Select(record => record.Id).Take(Paging.MostCounted).ToListAsync(cancel);

    private RedirectToPageResult RedirectToGroup() => RedirectToPage(new { fingerprint = Fingerprint, partner = PartnerId });

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Partner = await db.Partners.Where(partner => partner.Id == PartnerId).Select(partner => partner.Name).FirstOrDefaultAsync(cancel) ?? "";
        List = await Records(State).OrderByDescending(record => record.SeenAt).ThenBy(record => record.Id).ToPageAsync(PageNumber, cancel);
        return Partner.Length == 0 ? NotFound() : Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Say why; it stays with the record."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";

        /// <summary>How many records the page said.</summary>
        public int Count { get; set; }
    }
}
