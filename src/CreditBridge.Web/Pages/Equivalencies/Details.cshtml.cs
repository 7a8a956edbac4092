using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Equivalencies;

/// <summary>One published equivalency under an address of its own, to send to a student.</summary>
[AllowAnonymous]
internal sealed class DetailsModel(BridgeDbContext db, EquivalencySearch search) : PageModel
{
    public EquivalencyRow Row { get; private set; } = null!;

    /// <summary>Without what is for staff.</summary>
    public IReadOnlyList<RuleField> Fields { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await search.FindAsync(code, cancel) is not { } row)
            return NotFound();
        Row = row;
        var words = await RuleNames.ReadAsync(db, [row.Version.Definition], cancel);
        var content = new RuleContent(row.Version.Title, "", row.Version.Definition, row.Version.PublicNote);
        Fields = [.. words.Fields(content).Where(field => field.Section is not RuleSection.Options)];
        return Page();
    }
}
