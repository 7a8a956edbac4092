using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Achievements;

/// <summary>What can be earned at a partner, the most earned on top: how much the partner says of it, and whether a rule gives anything for it.</summary>
[Authorize(Permissions.ViewPartners)]
internal sealed class IndexModel(BridgeDbContext db, PartnerAccounts accounts, CatalogPull catalog) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>Only what no rule in force names: what to evaluate next.</summary>
    [BindProperty(SupportsGet = true, Name = "unruled")]
    public bool IsUnruledOnly { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public Partner Partner { get; private set; } = null!;

    public PageOf<Row> List { get; private set; } = new([], 1, 0);

    /// <summary>The partner lists what can be earned there.</summary>
    public bool HasCatalog { get; private set; }

    /// <summary>When it was read last (UTC).</summary>
    public DateTime? ReadAt { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await db.Partners.AsNoTracking().SingleOrDefaultAsync(partner => partner.Code == code, cancel) is not { } partner)
            return NotFound();
        Partner = partner;
        HasCatalog = accounts.Connectors.Any(connector => connector.Name == partner.Connector && connector.Abilities.Catalog);
        ReadAt = await db.SyncCheckpoints.Where(checkpoint => checkpoint.PartnerId == partner.Id && checkpoint.Scope == CatalogPull.Scope).Select(checkpoint => (DateTime?)checkpoint.At).SingleOrDefaultAsync(cancel);
        var ruled = await RuleReach.AchievementsAsync(db, await InForceAsync(cancel), cancel);
        var achievements = db.Achievements.AsNoTracking().Where(achievement => achievement.PartnerId == partner.Id);
        if (!string.IsNullOrWhiteSpace(Search))
            achievements = achievements.Where(achievement => achievement.Name.ToLower().Contains(Search.Trim().ToLower()) || achievement.ExternalId == Search.Trim());
        if (IsUnruledOnly)
            achievements = achievements.Where(achievement => !EF.Parameter(ruled).Contains(achievement.Id) && db.Credentials.Any(credential => credential.AchievementId == achievement.Id));
        List = await achievements.Select(achievement => new Row { Achievement = achievement, Earned = db.Credentials.Count(credential => credential.AchievementId == achievement.Id && credential.Status != CredentialStatus.Revoked), HasRule = EF.Parameter(ruled).Contains(achievement.Id) })
            .OrderByDescending(row => row.Earned).ThenBy(row => row.Achievement.Name).ThenBy(row => row.Achievement.Id).ToPageAsync(PageNumber, cancel);
        return Page();
    }

    [NeedsPermission(Permissions.EditPartners)]
    public async Task<IActionResult> OnPostPullAsync(string code, CancellationToken cancel)
    {
        if (await db.Partners.Where(partner => partner.Code == code).Select(partner => (Guid?)partner.Id).SingleOrDefaultAsync(cancel) is not { } partner)
            return NotFound();
        try
        {
            TempData["Done"] = $"The catalogue is read: {await catalog.PullAsync(partner, User.Actor(), night: null, cancel)}.";
        }
        catch (Exception problem) when (problem is SourceException or IllegalMoveException)
        {
            TempData["NotDone"] = problem.Message;
        }

        return RedirectToPage(new { code });
    }

    private Task<List<RuleDefinition>> InForceAsync(CancellationToken cancel) => db.EquivalencyRules.AsNoTracking()
        .Where(rule => rule.RuleSetId == null || db.RuleSets.Any(set => set.Id == rule.RuleSetId && set.IsInBook))
        .SelectMany(rule => rule.Versions.Where(version => version.State == RuleVersionState.Published)).Select(version => version.Definition).ToListAsync(cancel);

    internal sealed record Row
    {
        public required Achievement Achievement { get; init; }

        /// <summary>Credentials of it.</summary>
        public required int Earned { get; init; }

        public required bool HasRule { get; init; }
    }
}
