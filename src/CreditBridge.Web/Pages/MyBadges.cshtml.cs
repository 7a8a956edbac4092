using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages;

/// <summary>A learner's own credentials, and a form to add a badge. Whose they are comes from the session, never from the address.</summary>
[Authorize(Permissions.ViewOwnRecord)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(MostUploaded), RequestFormLimits(MultipartBodyLengthLimit = MostUploaded)]
internal sealed class MyBadgesModel(BridgeDbContext db, BadgeAdding adding) : PageModel
{
    /// <summary>More than is taken, so that somewhat too much gets a sentence and not a broken connection.</summary>
    private const long MostUploaded = 8L * BadgeAdding.MostBytes;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<OwnCredential> Badges { get; private set; } = [];

    /// <summary>The learner's confirmed addresses.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    public IReadOnlyList<BadgeAnswer> Answers { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    [NeedsPermission(Permissions.AddOwnBadges)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        if (Input.File is null && string.IsNullOrWhiteSpace(Input.Badge))
            ModelState.AddModelError("Input.Badge", "Paste a link or the badge itself, or choose its file.");
        if (!ModelState.IsValid)
            return await ShowAsync(cancel);
        Answers = Input.File is { } file ? await UploadAsync(learner, file, cancel) : await adding.AddAsync(learner, Input.Badge!, User.Actor(), cancel);
        return await ShowAsync(cancel);
    }

    private async Task<IReadOnlyList<BadgeAnswer>> UploadAsync(Guid learner, IFormFile file, CancellationToken cancel)
    {
        // One byte more than is taken tells that there is more.
        var bytes = new byte[Math.Min(file.Length, BadgeAdding.MostBytes + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancel);
        return await adding.AddAsync(learner, bytes, Path.GetFileName(file.FileName), User.Actor(), cancel);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        Badges = await OwnCredential.ReadAsync(db, learner, cancel);
        Addresses = [.. (await db.LearnerIdentities.Where(identity => identity.LearnerId == learner && identity.ConfirmedAt != null).OrderBy(identity => identity.Key).Select(identity => identity.Key).ToListAsync(cancel))
            .Where(key => !RecipientKey.IsStudentNumber(key)).Select(RecipientKey.Display)];
        return Page();
    }

    internal sealed class InputModel
    {
        [StringLength(BadgeAdding.MostBytes, ErrorMessage = "That is more than is taken: upload its file.")]
        public string? Badge { get; set; }

        public IFormFile? File { get; set; }
    }
}
