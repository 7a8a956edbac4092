using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using CreditBridge.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>What reviewers decided about a partner's quality, and the next decision.</summary>
[Authorize(Permissions.ViewPartners)]
internal sealed class ReviewsModel(BridgeDbContext db, PartnerKeeping keeping) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Partner Partner { get; private set; } = null!;

    /// <summary>The decisions that can follow the newest.</summary>
    public IEnumerable<SelectListItem> Next => Enum.GetValues<QualityState>().Where(state => Partner.CanMove(Partner.Quality, state)).Select(state => new SelectListItem(StatusLook.Of(state).Word, state.ToString()));

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
            return NotFound();
        Input.Seen = Partner.Quality;
        return Page();
    }

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await keeping.ReviewAsync(Partner.Id, Input.Seen, Input.State!.Value, Input.Criteria, Input.Evidence?.Trim(), Input.NextReviewOn, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            await FindAsync(code, cancel);
            ModelState.Clear();
            ModelState.AddModelError("", refused.Message);
            Input.Seen = Partner.Quality;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        TempData["Done"] = Input.State == QualityState.Approved
            ? "The decision holds from now on: its credentials can lead to credit without a person, where a rule says so."
            : "The decision holds from now on, also for a night that is under way: a person sees each of its credentials before there is credit. What was granted stays.";
        return RedirectToPage(new { code });
    }

    private async Task<bool> FindAsync(string code, CancellationToken cancel)
    {
        Partner = (await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).SingleOrDefaultAsync(partner => partner.Code == code, cancel))!;
        return Partner is not null;
    }

    internal sealed class InputModel
    {
        /// <summary>The state that the page showed.</summary>
        public QualityState Seen { get; set; }

        [Required(ErrorMessage = "Choose the decision.")]
        public QualityState? State { get; set; }

        [Required(ErrorMessage = "Say what was looked at."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Criteria { get; set; } = "";

        [StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string? Evidence { get; set; }

        public DateOnly? NextReviewOn { get; set; }
    }
}
