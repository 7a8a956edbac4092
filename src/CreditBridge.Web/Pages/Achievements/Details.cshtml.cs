using System.Text.Json;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Achievements;

/// <summary>One achievement: what its partner says of it, how much of what is asked of a micro-credential that is, and what it said before.</summary>
[Authorize(Permissions.ViewPartners)]
internal sealed class DetailsModel(BridgeDbContext db) : PageModel
{
    private const int MostVersions = 20;

    public Achievement Achievement { get; private set; } = null!;

    public Partner Partner { get; private set; } = null!;

    public IReadOnlyList<StatedElement> Elements { get; private set; } = [];

    /// <summary>The changes, newest first: from which version, when, and the fields that are another since.</summary>
    public IReadOnlyList<(int From, DateTime At, IReadOnlyList<(string Label, string? Before, string? After)> Fields)> Changes { get; private set; } = [];

    public int Earned { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Achievements.AsNoTracking().SingleOrDefaultAsync(achievement => achievement.Id == id, cancel) is not { } achievement)
            return NotFound();
        Achievement = achievement;
        Partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == achievement.PartnerId, cancel);
        Elements = StatedElement.Of(achievement, Partner);
        Earned = await db.Credentials.CountAsync(credential => credential.AchievementId == id && credential.Status != CredentialStatus.Revoked, cancel);
        var versions = await db.AchievementVersions.AsNoTracking().Where(version => version.AchievementId == id).OrderByDescending(version => version.Number).Take(MostVersions).ToListAsync(cancel);
        var after = achievement.Facts();
        List<(int, DateTime, IReadOnlyList<(string, string?, string?)>)> changes = [];
        foreach (var version in versions)
        {
            var before = JsonSerializer.Deserialize<AchievementFacts>(version.Facts, JsonSerializerOptions.Web)!;
            changes.Add((version.Number, version.ReplacedAt, AchievementFields.Changed(before, after)));
            after = before;
        }

        Changes = changes;
        return Page();
    }
}
