using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Unmatched;

/// <summary>One credential without a learner: what the partner says of the recipient, who it may be, and the decision.</summary>
[Authorize(Permissions.ViewCredentials)]
internal sealed class DetailsModel(BridgeDbContext db, Rematching rematching) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Credential Credential { get; private set; } = null!;

    public string Achievement { get; private set; } = "";

    public string Partner { get; private set; } = "";

    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.MatchCredentials)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.Credentials.AnyAsync(credential => credential.Id == id, cancel))
            return NotFound();
        var number = string.IsNullOrWhiteSpace(Input.Other) ? Input.Candidate : Input.Other.Trim();
        var learner = await db.Learners.Where(learner => learner.StudentNumber == number).Select(learner => (Guid?)learner.Id).SingleOrDefaultAsync(cancel);
        if (learner is null)
            ModelState.AddModelError($"{nameof(Input)}.{nameof(Input.Other)}", number is null ? "Choose a learner, or write a student number." : $"No learner has the student number {number}.");
        if (learner is null || !ModelState.IsValid)
            return await ShowAsync(id, cancel);
        try
        {
            await rematching.MatchAsync(id, learner.Value, Input.Why, User.Actor(), cancel);
        }
        catch (IllegalMoveException matched)
        {
            ModelState.AddModelError("", $"{matched.Message} Somebody was faster.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAsync(id, cancel);
        }

        TempData["Done"] = "The credential has its learner. The next night evaluates it.";
        return RedirectToPage("/Credentials/Details", new { id });
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Credentials.AsNoTracking().FirstOrDefaultAsync(credential => credential.Id == id, cancel) is not { } credential)
            return NotFound();
        if (credential.LearnerId is not null && Response.StatusCode != StatusCodes.Status409Conflict)
            return RedirectToPage("/Credentials/Details", new { id });
        Credential = credential;
        Achievement = await db.Achievements.Where(achievement => achievement.Id == credential.AchievementId).Select(achievement => achievement.Name).SingleAsync(cancel);
        Partner = await db.Partners.Where(partner => partner.Id == credential.PartnerId).Select(partner => partner.Name).SingleAsync(cancel);
        Candidates = await Candidate.OfAsync(db, credential, cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        /// <summary>The student number of the candidate chosen.</summary>
        [StringLength(80)]
        public string? Candidate { get; set; }

        /// <summary>A student number written by hand; it wins over the candidate.</summary>
        [StringLength(80)]
        public string? Other { get; set; }

        [Required(ErrorMessage = "Say how you know; it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
