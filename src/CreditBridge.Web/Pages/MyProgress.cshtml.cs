using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages;

[Authorize(Permissions.ViewOwnRecord)]
internal sealed class MyProgressModel(BridgeDbContext db, TimeProvider time) : PageModel
{
    public IReadOnlyList<StackProgress> Stacks { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        Stacks = await StackProgress.ReadAsync(db, learner, time.GetUtcNow().UtcDateTime, cancel);
        return Page();
    }
}
