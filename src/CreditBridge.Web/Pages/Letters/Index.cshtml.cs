using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Letters;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Letters;

/// <summary>Letters as they were written, those that could not be sent first.</summary>
[Authorize(Permissions.EditLetters)]
internal sealed class IndexModel(BridgeDbContext db, LetterTemplates templates) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public LetterState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<Letter> List { get; private set; } = new([], 1, 0);

    public int Failed { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Failed = await db.Letters.CountAsync(letter => letter.State == LetterState.Failed, cancel);
        var letters = db.Letters.AsNoTracking().Where(letter => State == null || letter.State == State);
        if (Search?.Trim() is { Length: > 0 } words)
            letters = letters.Where(letter => letter.To == words || db.CreditRequests.Any(request => request.Id == letter.RequestId && request.Number == words));
        List = await letters.OrderBy(letter => letter.State != LetterState.Failed).ThenByDescending(letter => letter.WrittenAt).ThenBy(letter => letter.Id).ToPageAsync(PageNumber, cancel);
    }

    [NeedsPermission(Permissions.EditLetters)]
    public async Task<IActionResult> OnPostRetryAsync(CancellationToken cancel)
    {
        var count = await templates.RetryAsync(User.Actor(), cancel);
        TempData["Done"] = count == 1 ? "One letter is tried again." : $"{count} letters are tried again.";
        return RedirectToPage();
    }
}
