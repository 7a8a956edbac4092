using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.SyncRuns;

/// <summary>One pull: what it brought, how far the partner has been read, and what went wrong.</summary>
[Authorize(Permissions.ViewSync)]
internal sealed class RunModel(BridgeDbContext db) : PageModel
{
    public const int MostFiles = 20;

    public SyncRun Run { get; private set; } = null!;

    public Partner Partner { get; private set; } = null!;

    public NightRun? Night { get; private set; }

    /// <summary>How far the files that were read last have been read.</summary>
    public IReadOnlyList<SyncCheckpoint> Files { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.SyncRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, cancel) is not { } run)
            return NotFound();
        Run = run;
        Partner = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).SingleAsync(partner => partner.Id == run.PartnerId, cancel);
        Night = await db.NightRuns.AsNoTracking().FirstOrDefaultAsync(night => night.Id == run.NightRunId, cancel);
        Files = await db.SyncCheckpoints.AsNoTracking().Where(file => file.PartnerId == run.PartnerId).OrderByDescending(file => file.At).ThenByDescending(file => file.Scope).Take(MostFiles).ToListAsync(cancel);
        return Page();
    }
}
