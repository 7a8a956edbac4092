using System.Text;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Trail;

/// <summary>How far the trail is sealed, and its checkpoints to take outside.</summary>
[Authorize(Permissions.ViewTrail)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    /// <summary>Null when somebody removed the sealer's row.</summary>
    public TrailHead? Head { get; private set; }

    public int Waiting { get; private set; }

    public PageOf<AuditCheckpoint> List { get; private set; } = new([], 1, 0);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Head = await db.TrailHeads.AsNoTracking().SingleOrDefaultAsync(cancel);
        Waiting = await db.AuditEntries.CountAsync(entry => entry.Sequence == null, cancel);
        if (ModelState.IsValid)
            List = await db.AuditCheckpoints.AsNoTracking().OrderByDescending(checkpoint => checkpoint.Day).ToPageAsync(PageNumber, cancel);
    }

    /// <summary>The checkpoint of a day as a file, for 'creditbridge audit verify --checkpoint'.</summary>
    public async Task<IActionResult> OnGetCheckpointAsync(DateOnly day, CancellationToken cancel)
    {
        var checkpoint = ModelState.IsValid ? await db.AuditCheckpoints.AsNoTracking().SingleOrDefaultAsync(checkpoint => checkpoint.Day == day, cancel) : null;
        if (checkpoint is null)
            return NotFound();
        var institution = await db.Institutions.Select(institution => institution.Code).SingleAsync(cancel);
        return File(Encoding.UTF8.GetBytes(ExportedCheckpoint.Of(checkpoint, institution).ToJson()), "application/json", $"checkpoint-{day:yyyy-MM-dd}.json");
    }
}
