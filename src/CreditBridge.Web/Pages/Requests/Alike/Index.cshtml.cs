using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Requests.Alike;

/// <summary>Open lines of the same kind, to be decided together.</summary>
[Authorize(Permissions.DecideRequests)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    public IReadOnlyList<AlikeGroup> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Groups = await AlikeFinding.GroupsAsync(db, cancel);
}
