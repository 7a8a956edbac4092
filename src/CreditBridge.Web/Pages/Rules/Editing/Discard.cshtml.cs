using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>Says what throwing a draft away means, and does it when confirmed.</summary>
[Authorize(Permissions.EditRules)]
internal sealed class DiscardModel(BridgeDbContext db, RuleLife life) : PageModel
{
    public EquivalencyRule Rule { get; private set; } = null!;

    public RuleVersion Version => Rule.Versions.Single(version => version.Id == RouteId);

    public bool IsOnly => Rule.Versions.Count == 1;

    private Guid RouteId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid versionId, CancellationToken cancel) => await FoundAsync(versionId, cancel) ? Page() : NotFound();

    [NeedsPermission(Permissions.EditRules)]
    public async Task<IActionResult> OnPostAsync(Guid versionId, CancellationToken cancel)
    {
        if (!await FoundAsync(versionId, cancel))
            return NotFound();
        try
        {
            await life.DiscardAsync(versionId, User.Actor(), cancel);
        }
        catch (IllegalMoveException)
        {
            await FoundAsync(versionId, cancel);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        TempData["Done"] = $"The draft of {Rule.Code} was discarded.";
        return Redirect($"{Request.PathBase}/rules{(IsOnly ? "" : $"/{Rule.Code}")}");
    }

    private async Task<bool> FoundAsync(Guid versionId, CancellationToken cancel)
    {
        RouteId = versionId;
        if (await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).SingleOrDefaultAsync(rule => rule.Versions.Any(version => version.Id == versionId), cancel) is not { } rule)
            return false;
        Rule = rule;
        return true;
    }
}
