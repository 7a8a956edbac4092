using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>The rules, by code; those that wait for somebody have tabs of their own.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "show")]
    public Shown Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "department")]
    public string? Department { get; set; }

    [BindProperty(SupportsGet = true, Name = "set")]
    public Guid? RuleSet { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<Row> List { get; private set; } = new([], 1, 0);

    public IReadOnlyList<RuleSet> RuleSets { get; private set; } = [];

    public IReadOnlyList<string> Departments { get; private set; } = [];

    public RuleWords Words { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Department is not null || RuleSet is not null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        RuleSets = await db.RuleSets.AsNoTracking().OrderBy(set => set.Name).ToListAsync(cancel);
        Departments = await db.EquivalencyRules.Select(rule => rule.DepartmentCode).Distinct().OrderBy(code => code).ToListAsync(cancel);
        Words = await RuleNames.ReadAsync(db, [], cancel);
        if (!ModelState.IsValid)
            return;
        var rules = db.EquivalencyRules.AsNoTracking().Where(rule => rule.RuleSetId == RuleSet);
        if (Department is { Length: > 0 } department)
            rules = rules.Where(rule => rule.DepartmentCode == department);
        if (Search?.Trim() is { Length: > 0 } words)
            rules = rules.Where(rule => rule.Code == words || rule.Title.ToLower().Contains(words.ToLower()) || rule.Versions.Any(version => ((string)(object)version.Definition).ToLower().Contains(words.ToLower())));
        RuleVersionState[] states = Show switch
        {
            Shown.InForce => [RuleVersionState.Published],
            Shown.Waiting => [RuleVersionState.InReview],
            Shown.Ready => [RuleVersionState.Approved],
            Shown.Drafts => [RuleVersionState.Draft],
            _ => [],
        };
        if (states.Length > 0)
            rules = rules.Where(rule => rule.Versions.Any(version => states.Contains(version.State)));
        List = await rules.OrderBy(rule => rule.Code.Length).ThenBy(rule => rule.Code)
            .Select(rule => new Row(
                rule.Code, rule.DepartmentCode,
                rule.Versions.Where(version => states.Length == 0 || states.Contains(version.State)).OrderByDescending(version => version.State == RuleVersionState.Published ? 1 : 0).ThenByDescending(version => version.Number).First(),
                rule.Versions.Any(version => version.State == RuleVersionState.Draft || version.State == RuleVersionState.InReview || version.State == RuleVersionState.Approved)))
            .ToPageAsync(PageNumber, cancel);
        Words = await RuleNames.ReadAsync(db, List.Items.Select(row => row.Shown.Definition), cancel);
    }

    internal enum Shown
    {
        All,
        InForce,
        Waiting,
        Ready,
        Drafts,
    }

    /// <param name="Shown">Of the tab's state; among all, the one in force, else the newest.</param>
    /// <param name="IsUnderWay">A version of it is being written, reviewed, or waits to be published.</param>
    internal sealed record Row(string Code, string Department, RuleVersion Shown, bool IsUnderWay);
}
