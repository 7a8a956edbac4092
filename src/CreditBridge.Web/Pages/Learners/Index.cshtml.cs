using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Learners;

/// <summary>Finds whoever stands at the desk. One hit opens at once.</summary>
[Authorize(Permissions.ViewLearners)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<Learner> List { get; private set; } = new([], 1, 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var learners = db.LearnersFor(User);
        var words = Search?.Trim();
        learners = words is { Length: > 0 } ? learners.Matching(words) : learners.Where(learner => learner.MergedIntoId == null);
        List = await learners.OrderBy(learner => learner.FamilyName).ThenBy(learner => learner.GivenName).ThenBy(learner => learner.Id).ToPageAsync(PageNumber, cancel);
        return words is { Length: > 0 } && List is { Total: 1, Items: [var only] } ? RedirectToPage("Details", new { id = only.MergedIntoId ?? only.Id }) : Page();
    }
}
