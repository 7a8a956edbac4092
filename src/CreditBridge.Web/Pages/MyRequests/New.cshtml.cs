using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Languages;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.Pages.MyRequests;

/// <summary>A learner asks for credit. What was picked in the estimate comes along in the address.</summary>
[Authorize(Permissions.AskForCredit)]
[KeepsForm]
[EnableRateLimiting(RateLimits.Ask)]
[RequestSizeLimit(UploadedFiles.MostOfAForm), RequestFormLimits(MultipartBodyLengthLimit = UploadedFiles.MostOfAForm)]
internal sealed class NewModel(BridgeDbContext db, RequestAsking asking, BadgeAdding adding, UploadedFiles uploads, KeptForm kept, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>A badge's link, from the estimate.</summary>
    [BindProperty(SupportsGet = true), StringLength(2000)]
    public string? Badge { get; set; }

    public IReadOnlyList<OwnCredential> Credentials { get; private set; } = [];

    /// <summary>What was picked in the estimate and is not among the learner's credentials.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    public bool IsKept { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "achievement")] List<Guid> achievements, [FromQuery(Name = "credential")] List<Guid> credentials, CancellationToken cancel)
    {
        var page = await ShowAsync(cancel);
        Input.FormId = Guid.CreateVersion7();
        Input.Credentials = [.. Credentials.Where(own => credentials.Contains(own.Credential.Id) || achievements.Contains(own.Credential.AchievementId)).Select(own => own.Credential.Id)];
        var missing = achievements.Where(id => Credentials.All(own => own.Credential.AchievementId != id)).Take(20).ToList();
        Missing = await db.Achievements.Where(achievement => missing.Contains(achievement.Id)).Select(achievement => achievement.Name).ToListAsync(cancel);
        if (kept.Take(HttpContext) is { } earlier)
        {
            IsKept = true;
            Input = new() { FormId = earlier.Ids(nameof(Input.FormId)).FirstOrDefault(Input.FormId), Credentials = [.. earlier.Ids(nameof(Input.Credentials))], Course = earlier.One(nameof(Input.Course)), Statement = earlier.One(nameof(Input.Statement)) };
        }

        return page;
    }

    [NeedsPermission(Permissions.AskForCredit)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        if (Input.Credentials.Count == 0)
            ModelState.AddModelError("Input.Credentials", "Pick at least one credential.");
        var files = await uploads.SaveAsync("Input.Files", Input.Files, ModelState, cancel);
        if (!ModelState.IsValid)
            return await ShowAsync(cancel);
        switch (await asking.AskAsync(learner, new CreditAsk(Input.FormId, Input.Credentials, Input.Course, Input.Statement ?? "") { Files = files }, User.Actor(), cancel))
        {
            case AskAnswer.Asked asked:
                TempData["Done"] = string.Join(' ', asked.Beside.Prepend(words["We have your request {0}.", asked.Number]));
                return RedirectToPage("Details", new { id = asked.RequestId });
            case AskAnswer.AskedBefore before:
                foreach (var sentence in before.Sentences)
                    ModelState.AddModelError("Input.Credentials", sentence);
                return await ShowAsync(cancel);
            case AskAnswer.UnknownCourse unknown:
                ModelState.AddModelError("Input.Course", unknown.Sentence);
                return await ShowAsync(cancel);
            default:
                return NotFound();
        }
    }

    [NeedsPermission(Permissions.AddOwnBadges)]
    public async Task<IActionResult> OnPostBadgeAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || string.IsNullOrWhiteSpace(Badge))
            return NotFound();
        var answers = await adding.AddAsync(learner, Badge, User.Actor(), cancel);
        foreach (var refused in answers.OfType<BadgeAnswer.Refused>())
            ModelState.AddModelError("", refused.Sentence);
        Input.FormId = Guid.CreateVersion7();
        return ModelState.IsValid ? RedirectToPage(new { credential = answers.Select(answer => answer.Stored).OfType<Guid>().ToArray() }) : await ShowAsync(cancel);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        Credentials = await OwnCredential.ReadAsync(db, learner, cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        public Guid FormId { get; set; }

        [MaxLength(100, ErrorMessage = "Up to 100 credentials at once.")]
        public List<Guid> Credentials { get; set; } = [];

        [StringLength(40, ErrorMessage = "A course has a subject and a number, such as MATH 1431.")]
        public string? Course { get; set; }

        [StringLength(RequestAsking.MostCharacters, ErrorMessage = "Up to 4000 characters: put the rest into a file.")]
        public string? Statement { get; set; }

        public List<IFormFile> Files { get; set; } = [];
    }
}
