using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>A file of a request, for whoever may see the request: to keep, never to be shown inside a page.</summary>
[Authorize(Permissions.ViewRequests)]
internal sealed class FileModel(BridgeDbContext db, RequestScope scope, AttachmentStore store) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid file, CancellationToken cancel) =>
        await (await scope.OfAsync(User.Actor(), cancel)).AnyAsync(request => request.Id == id, cancel)
        && await db.Attachments.AsNoTracking().FirstOrDefaultAsync(attachment => attachment.Id == file && attachment.RequestId == id, cancel) is { } found
            ? File(store.Open(found), found.MediaType, found.Name)
            : NotFound();
}
