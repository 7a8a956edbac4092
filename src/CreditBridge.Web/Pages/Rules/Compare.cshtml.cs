using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>Two versions of a rule, field by field.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class CompareModel(BridgeDbContext db) : PageModel
{
    public EquivalencyRule Rule { get; private set; } = null!;

    public RuleVersion Before { get; private set; } = null!;

    public RuleVersion After { get; private set; } = null!;

    public IReadOnlyList<RuleComparison.Row> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, int from, int to, CancellationToken cancel)
    {
        var rule = await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).SingleOrDefaultAsync(rule => rule.Code == code, cancel);
        if (rule?.Versions.Find(version => version.Number == from) is not { } before || rule.Versions.Find(version => version.Number == to) is not { } after)
            return NotFound();
        (Rule, Before, After) = (rule, before, after);
        var words = await RuleNames.ReadAsync(db, [before.Definition, after.Definition], cancel);
        Rows = RuleComparison.Of(words.Fields(RuleContent.Of(rule, before)), words.Fields(RuleContent.Of(rule, after)));
        return Page();
    }
}
