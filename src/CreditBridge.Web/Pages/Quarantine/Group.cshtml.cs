using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Quarantine;

/// <summary>The records of one reason from one partner, with what was read; they are replayed or ignored together, or one by one.</summary>
[Authorize(Permissions.ViewSync)]
internal sealed class GroupModel(BridgeDbContext db) : PageModel
{
    [FromRoute]
    public string Fingerprint { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "partner")]
    public Guid PartnerId { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public QuarantineState State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Partner { get; private set; } = "";

    public PageOf<QuarantinedRecord> List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var records = db.QuarantinedRecords.AsNoTracking().Where(record => record.Fingerprint == Fingerprint && record.PartnerId == PartnerId && record.State == State);
        List = await records.OrderByDescending(record => record.SeenAt).ThenBy(record => record.Id).ToPageAsync(PageNumber, cancel);
        Partner = await db.Partners.Where(partner => partner.Id == PartnerId).Select(partner => partner.Name).FirstOrDefaultAsync(cancel) ?? "";
        return Partner.Length == 0 ? NotFound() : Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Say why; it stays with the record."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
