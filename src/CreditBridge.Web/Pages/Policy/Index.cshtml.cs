using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Policy;

/// <summary>The layers of the policy: the institution's, then what programmes and partners set nearer.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    public IReadOnlyList<PolicyLayer> Layers { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Programs { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Layers = [.. (await db.PolicyLayers.AsNoTracking().ToListAsync(cancel)).OrderBy(layer => layer.Scope).ThenBy(layer => layer.ScopeCode, StringComparer.Ordinal)];
        Programs = await db.Programs.OrderBy(program => program.Name).Select(program => new SelectListItem(program.Name, program.Code)).ToListAsync(cancel);
        Partners = await db.Partners.OrderBy(partner => partner.Name).Select(partner => new SelectListItem(partner.Name, partner.Code)).ToListAsync(cancel);
    }
}
