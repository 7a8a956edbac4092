using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Postings;

/// <summary>One posting: where it is, what is known, and what happens next.</summary>
[Authorize(Permissions.ViewPostings)]
internal sealed class DetailsModel(BridgeDbContext db) : PageModel
{
    public Posting Posting { get; private set; } = null!;

    public GrantLine Line { get; private set; } = null!;

    public Learner Learner { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.GrantLines.AsNoTracking().Include(line => line.Posting).FirstOrDefaultAsync(line => line.Posting!.Id == id, cancel) is not { Posting: { } posting } line)
            return NotFound();
        (Line, Posting) = (line, posting);
        Learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == posting.LearnerId, cancel);
        return Page();
    }
}
