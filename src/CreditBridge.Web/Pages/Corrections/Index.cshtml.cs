using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Corrections;

/// <summary>What learners ask to have corrected: what waits comes first, the oldest on top.</summary>
[Authorize(Permissions.AnswerLearners)]
internal sealed class IndexModel(BridgeDbContext db, Core.Learners.Corrections corrections) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<Row> List { get; private set; } = new([], 1, 0);

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    [NeedsPermission(Permissions.AnswerLearners)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Input.Answer))
            ModelState.AddModelError("Input.Answer", "Write an answer: the learner reads it.");
        try
        {
            if (ModelState.IsValid)
            {
                if (!await corrections.AnswerAsync(Input.Id, Input.Answer!, User.Actor(), cancel))
                    return NotFound();
                TempData["Done"] = "The answer is sent.";
                return RedirectToPage();
            }
        }
        catch (IllegalMoveException refused)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.AddModelError("", refused.Message);
        }

        await ShowAsync(cancel);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel) => List = await (
        from ask in db.CorrectionAsks.AsNoTracking()
        join learner in db.Learners on ask.LearnerId equals learner.Id
        orderby ask.AnsweredAt != null, ask.AskedAt, ask.Id
        select new Row(ask, learner.GivenName + " " + learner.FamilyName, learner.StudentNumber)).ToPageAsync(PageNumber, cancel);

    internal sealed record Row(CorrectionAsk Ask, string Learner, string StudentNumber);

    internal sealed class InputModel
    {
        public Guid Id { get; set; }

        [StringLength(Core.Learners.Corrections.MostCharacters, ErrorMessage = "Up to 4000 characters.")]
        public string? Answer { get; set; }
    }
}
