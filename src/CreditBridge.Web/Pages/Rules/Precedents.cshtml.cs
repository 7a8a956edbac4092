using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>What people decide differently from the rules: each may become a draft with one click.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class PrecedentsModel(RuleAdoption adoption) : PageModel
{
    public IReadOnlyList<Precedent> Precedents { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Precedents = await adoption.PrecedentsAsync(cancel);

    [NeedsPermission(Permissions.EditRules)]
    public async Task<IActionResult> OnPostAsync(string? rule, string? line, string? course, decimal credits, CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        if (Precedents.FirstOrDefault(other => other.RuleCode == rule && other.AwardLineId == line && other.Course == course && other.Credits == credits) is not { } precedent)
            return NotFound();
        try
        {
            return Redirect($"~/rules/drafts/{await adoption.DraftAsync(precedent, User.Actor(), cancel)}");
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
    }
}
