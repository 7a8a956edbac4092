using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.Pages.SyncRuns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Nights;

/// <summary>One night: its progress while it is open, then what each partner brought and what became of it.</summary>
[Authorize(Permissions.ViewSync)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    public NightNumbers Numbers { get; private set; } = null!;

    public IReadOnlyList<RunRow> Runs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await NightNumbers.OfAsync(db, id, cancel) is not { } numbers)
            return NotFound();
        Numbers = numbers;
        Runs = await RunRow.From(db).Where(run => run.NightId == id).OrderBy(run => run.Partner).ToListAsync(cancel);
        return Page();
    }

    /// <summary>The progress alone, asked for every two seconds; when the night is over, the whole page is loaded once more.</summary>
    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken cancel)
    {
        if (await NightNumbers.OfAsync(db, id, cancel) is not { } numbers)
            return NotFound();
        if (!numbers.IsOpen)
            Response.Headers["HX-Refresh"] = "true";
        return Partial("_Progress", numbers);
    }
}
