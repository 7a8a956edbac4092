using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reversals;
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
internal sealed class DetailsModel(BridgeDbContext db, OfferAnswering offers, GrantReversing reversing) : PageModel
{
    public ReceiptModel Fee { get; set; } = new();

    public ReversalModel Reversal { get; set; } = new();

    public CreditGrant Grant { get; private set; } = null!;

    public Learner Learner { get; private set; } = null!;

    /// <summary>As the learner shows it to others; null until they first asked for it.</summary>
    public Award? Award { get; private set; }

    /// <summary>What took credit of it back, the first first.</summary>
    public IReadOnlyList<CreditGrant> Reversals { get; private set; } = [];

    public bool CanBeReversed => Grant is { State: GrantState.Accepted, ReversesGrantId: null } && Grant.Lines.Exists(line => line.ReversedAt is null);

    /// <summary>The reversal was sent, and the page comes again with what is wrong.</summary>
    public bool IsRefused { get; private set; }

    public string RequestNumber { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.RecordFees)]
    public async Task<IActionResult> OnPostFeeAsync(Guid id, [Bind(Prefix = nameof(Fee))] ReceiptModel fee, CancellationToken cancel)
    {
        Fee = fee;
        if (!await db.CreditGrants.AnyAsync(grant => grant.Id == id, cancel))
            return NotFound();
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(id, cancel);
        }

        await offers.PayFeeAsync(id, Fee.Receipt, User.Actor(), cancel);
        TempData["Done"] = "The fee is recorded.";
        return RedirectToPage(new { id });
    }

    [NeedsPermission(Permissions.HandleCases)]
    public async Task<IActionResult> OnPostReverseAsync(Guid id, [Bind(Prefix = nameof(Reversal))] ReversalModel reversal, CancellationToken cancel)
    {
        if (!await db.CreditGrants.AnyAsync(grant => grant.Id == id, cancel))
            return NotFound();
        (Reversal, IsRefused) = (reversal, true);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(id, cancel);
        }

        try
        {
            await reversing.ReverseAsync(id, Reversal.Lines, Reversal.Why, User.Actor(), cancel);
        }
        catch (IllegalMoveException moved)
        {
            ModelState.AddModelError("", moved.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(id, cancel);
        }

        TempData["Done"] = "The credit is taken back, and the learner is told.";
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting).FirstOrDefaultAsync(grant => grant.Id == id, cancel) is not { } grant)
            return NotFound();
        Grant = grant;
        Learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == grant.LearnerId, cancel);
        Award = await db.Awards.AsNoTracking().Where(award => award.GrantId == id).OrderByDescending(award => award.ReversedLines).FirstOrDefaultAsync(cancel);
        Reversals = await db.CreditGrants.AsNoTracking().Where(reversal => reversal.ReversesGrantId == id).OrderBy(reversal => reversal.ApprovedAt).ToListAsync(cancel);
        RequestNumber = await db.CreditRequests.Where(request => request.Id == grant.RequestId).Select(request => request.Number).SingleAsync(cancel);
        return Page();
    }

    internal sealed class ReceiptModel
    {
        [Required(ErrorMessage = "Write the number of the cashier's receipt."), StringLength(200, ErrorMessage = "At most 200 characters.")]
        public string Receipt { get; set; } = "";
    }

    internal sealed class ReversalModel
    {
        [MinLength(1, ErrorMessage = "Say which credit.")]
        public List<Guid> Lines { get; set; } = [];

        [Required(ErrorMessage = "Say why: the learner reads it."), StringLength(1000, ErrorMessage = "At most 1,000 characters.")]
        public string Why { get; set; } = "";
    }
}
