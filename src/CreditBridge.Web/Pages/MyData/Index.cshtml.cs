using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.MyData;

/// <summary>What is kept about a learner, who worked on it, where it went, and what the learner agreed to.</summary>
[Authorize(Permissions.ViewOwnRecord)]
internal sealed class IndexModel(BridgeDbContext db, OwnCopy copy, Core.Learners.Corrections corrections, ConsentKeeping consents) : PageModel
{
    private const int Most = 200;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<DisclosureEntry> Disclosures { get; private set; } = [];

    public IReadOnlyList<RecordWork> Work { get; private set; } = [];

    public IReadOnlyList<Consent> Consents { get; private set; } = [];

    public IReadOnlyList<CorrectionAsk> Corrections { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancel) =>
        await User.LearnerIdAsync(db, cancel) is { } learner ? File(await copy.JsonAsync(learner, cancel), "application/json", "my-data.json") : NotFound();

    public async Task<IActionResult> OnGetPageAsync(CancellationToken cancel) =>
        await User.LearnerIdAsync(db, cancel) is { } learner ? File(await copy.HtmlAsync(learner, cancel), "text/html", "my-data.html") : NotFound();

    [NeedsPermission(Permissions.ViewOwnRecord)]
    public async Task<IActionResult> OnPostCorrectionAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        if (string.IsNullOrWhiteSpace(Input.Text))
            ModelState.AddModelError("Input.Text", "Say what is wrong.");
        if (!ModelState.IsValid)
            return await ShowAsync(cancel);
        try
        {
            await corrections.AskAsync(learner, Input.Text!, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("Input.Text", refused.Message);
            return await ShowAsync(cancel);
        }

        TempData["Done"] = "Thank you. A person will look at it, and answer here.";
        return RedirectToPage();
    }

    [NeedsPermission(Permissions.ViewOwnRecord)]
    public async Task<IActionResult> OnPostWithdrawAsync(ConsentKind kind, CancellationToken cancel)
    {
        if (!ModelState.IsValid || await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        await consents.WithdrawAsync(learner, kind, User.Actor(), cancel);
        TempData["Done"] = kind == ConsentKind.Sharing ? "Withdrawn: every link of yours is off." : "Withdrawn.";
        return RedirectToPage();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        Disclosures = await db.DisclosureEntries.AsNoTracking().Where(entry => entry.LearnerId == learner).OrderByDescending(entry => entry.At).Take(Most).ToListAsync(cancel);
        Work = await RecordWork.ReadAsync(db, learner, cancel);
        Consents = await db.Consents.AsNoTracking().Where(consent => consent.LearnerId == learner).OrderByDescending(consent => consent.GivenAt).ToListAsync(cancel);
        Corrections = await db.CorrectionAsks.AsNoTracking().Where(ask => ask.LearnerId == learner).OrderByDescending(ask => ask.AskedAt).ToListAsync(cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [StringLength(Core.Learners.Corrections.MostCharacters, ErrorMessage = "Up to 4000 characters.")]
        public string? Text { get; set; }
    }
}
