using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>What somebody should look at in the rules in force, the kinds with the most first.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class HealthModel(BridgeDbContext db, RuleHealth health) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "check")]
    public HealthCheck? Check { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<(HealthCheck Check, int Count)> Counts { get; private set; } = [];

    public PageOf<Row> List { get; private set; } = new([], 1, 0);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var open = db.RuleFindings.AsNoTracking().Where(finding => finding.ClosedAt == null);
        Counts = [.. (await open.GroupBy(finding => finding.Check).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel)).Select(row => (row.Key, row.Count)).OrderByDescending(row => row.Count)];
        if (!ModelState.IsValid)
            return;
        if (Check is { } check)
            open = open.Where(finding => finding.Check == check);
        List = await open.Join(db.EquivalencyRules, finding => finding.RuleId, rule => rule.Id, (finding, rule) => new { finding, rule })
            .OrderBy(row => row.finding.Check).ThenBy(row => row.rule.Code).ThenBy(row => row.finding.Subject)
            .Select(row => new Row(row.finding, row.rule.Code, row.rule.Title, row.rule.Versions.Where(version => version.State == RuleVersionState.Published).Select(version => (Guid?)version.Id).FirstOrDefault()))
            .ToPageAsync(PageNumber, cancel);
    }

    [NeedsPermission(Permissions.EditRules)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var found = await health.LookAsync(cancel);
        TempData["Done"] = found == 0 ? "Every rule in force is sound." : $"Looked through every rule in force: {found:N0} to look at.";
        return RedirectToPage();
    }

    /// <param name="PublishedId">The version in force, to make a draft from.</param>
    internal sealed record Row(RuleFinding Finding, string Code, string Title, Guid? PublishedId);
}
