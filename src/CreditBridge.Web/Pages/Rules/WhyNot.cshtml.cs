using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>Why learners do not get the credit of a rule: what to change, or what to tell them.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class WhyNotModel(BridgeDbContext db, WhyNotReport report) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "program")]
    public string? Program { get; set; }

    public EquivalencyRule Rule { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Programs { get; private set; } = [];

    public WhyNotReport.Answer Answer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await db.EquivalencyRules.AsNoTracking().SingleOrDefaultAsync(rule => rule.Code == code, cancel) is not { } rule)
            return NotFound();
        Rule = rule;
        Programs = await db.Programs.OrderBy(program => program.Name).Select(program => new SelectListItem(program.Name, program.Code)).ToListAsync(cancel);
        Answer = await report.ReadAsync(code, Program, cancel);
        return Page();
    }
}
