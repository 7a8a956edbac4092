using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Grants;

/// <summary>One grant: why it was given, on what evidence, and where its credit is.</summary>
[Authorize(Permissions.ViewGrants)]
internal sealed class DetailsModel(BridgeDbContext db, OfferAnswering offers) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Write the number of the cashier's receipt."), StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string Receipt { get; set; } = "";

    public CreditGrant Grant { get; private set; } = null!;

    public Learner Learner { get; private set; } = null!;

    /// <summary>As the learner shows it to others; null until they first asked for it.</summary>
    public Award? Award { get; private set; }

    public string RequestNumber { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.RecordFees)]
    public async Task<IActionResult> OnPostFeeAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.CreditGrants.AnyAsync(grant => grant.Id == id, cancel))
            return NotFound();
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(id, cancel);
        }

        await offers.PayFeeAsync(id, Receipt, User.Actor(), cancel);
        TempData["Done"] = "The fee is recorded.";
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting).FirstOrDefaultAsync(grant => grant.Id == id, cancel) is not { } grant)
            return NotFound();
        Grant = grant;
        Learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == grant.LearnerId, cancel);
        Award = await db.Awards.AsNoTracking().Where(award => award.GrantId == id).OrderByDescending(award => award.ReversedLines).FirstOrDefaultAsync(cancel);
        RequestNumber = await db.CreditRequests.Where(request => request.Id == grant.RequestId).Select(request => request.Number).SingleAsync(cancel);
        return Page();
    }
}
