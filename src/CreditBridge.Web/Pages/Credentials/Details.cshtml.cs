using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Requests;
using CreditBridge.OpenBadges;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Credentials;

/// <summary>One credential: what it says, each check made on it, each content it had, and the credit it led to.</summary>
[Authorize(Permissions.ViewCredentials)]
internal sealed class DetailsModel(BridgeDbContext db) : PageModel
{
    public Credential Credential { get; private set; } = null!;

    public Achievement Achievement { get; private set; } = null!;

    public Partner Partner { get; private set; } = null!;

    public Learner? Learner { get; private set; }

    public IReadOnlyList<CredentialVersion> Versions { get; private set; } = [];

    public IReadOnlyList<LedTo> Led { get; private set; } = [];

    public IReadOnlyList<Original> Originals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Credentials.AsNoTracking().FirstOrDefaultAsync(credential => credential.Id == id, cancel) is not { } credential)
            return NotFound();
        Credential = credential;
        Achievement = await db.Achievements.AsNoTracking().SingleAsync(achievement => achievement.Id == credential.AchievementId, cancel);
        Partner = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).SingleAsync(partner => partner.Id == credential.PartnerId, cancel);
        Learner = await db.Learners.AsNoTracking().FirstOrDefaultAsync(learner => learner.Id == credential.LearnerId, cancel);
        Versions = await db.CredentialVersions.AsNoTracking().Where(version => version.CredentialId == id).OrderByDescending(version => version.ReplacedAt).ToListAsync(cancel);
        Originals = await db.CredentialOriginals.Where(original => original.CredentialId == id).OrderByDescending(original => original.Number).Select(original => new Original(original.Number, original.Kind)).ToListAsync(cancel);
        if (Learner is not null)
        {
            // Evidence is a JSON column, which no query looks into; a learner's requests are few.
            var requests = await db.CreditRequests.AsNoTracking().Include(request => request.Lines).Where(request => request.LearnerId == Learner.Id).ToListAsync(cancel);
            Led = [.. requests.SelectMany(request => request.Lines.Where(line => line.Evidence.Exists(item => item.CredentialId == id)), (request, line) => new LedTo(request, line))];
        }

        return Page();
    }

    /// <summary>The picture as it came. It is an outsider's file: a browser keeps it and never shows it as a part of this site.</summary>
    public async Task<IActionResult> OnGetOriginalAsync(Guid id, int number, CancellationToken cancel) =>
        await db.CredentialOriginals.AsNoTracking().FirstOrDefaultAsync(original => original.CredentialId == id && original.Number == number, cancel) is { } original
            ? File(original.Bytes, "application/octet-stream", $"credential-{id:N}-{number}.{original.Kind.ToString().ToLowerInvariant()}")
            : NotFound();

    internal sealed record Original(int Number, FileKind Kind);

    internal sealed record LedTo(CreditRequest Request, RequestLine Line);
}
