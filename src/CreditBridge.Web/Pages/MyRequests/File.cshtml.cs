using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.MyRequests;

/// <summary>A file of a request of the learner's own: to keep, never to be shown inside a page.</summary>
[Authorize(Permissions.ViewOwnRecord)]
internal sealed class FileModel(BridgeDbContext db, AttachmentStore store) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid file, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner)
            return NotFound();
        var found = await db.CreditRequests.Where(request => request.Id == id && request.LearnerId == learner).SelectMany(request => request.Attachments).AsNoTracking().FirstOrDefaultAsync(attachment => attachment.Id == file, cancel);
        return found is null ? NotFound() : File(store.Open(found), found.MediaType, found.Name);
    }
}
