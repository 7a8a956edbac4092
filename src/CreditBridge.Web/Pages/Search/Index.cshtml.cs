using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Search;

/// <summary>One field for rule code, course, student number, request number, credential id, name or address. The only hit opens at once.</summary>
[Authorize(Permissions.ViewDashboard)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    public IReadOnlyList<Found> Results { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Words?.Trim() is not { Length: > 0 and <= 200 } words)
            return Page();
        Results = await Finding.FindAsync(db, User, words, cancel);
        return Results is [var only] ? LocalRedirect(only.Href) : Page();
    }
}
