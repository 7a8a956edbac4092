using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Quarantine;

/// <summary>What could not be taken, one row for everything that failed for the same reason in the same kind of file: it is mended together.</summary>
[Authorize(Permissions.ViewSync)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    public const int MostGroups = 200;

    [BindProperty(SupportsGet = true, Name = "partner")]
    public Guid? PartnerId { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public QuarantineState State { get; set; }

    public IReadOnlyList<(QuarantineState State, int Count)> States { get; private set; } = [];

    public IReadOnlyList<Group> Groups { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Partners = await db.Partners.OrderBy(partner => partner.Name).Select(partner => new SelectListItem(partner.Name, partner.Id.ToString())).ToListAsync(cancel);
        var counts = await db.QuarantinedRecords.GroupBy(record => record.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        States = [.. Enum.GetValues<QuarantineState>().Select(state => (state, counts.GetValueOrDefault(state)))];
        if (!ModelState.IsValid)
            return;
        var records = db.QuarantinedRecords.AsNoTracking().Where(record => record.State == State);
        if (PartnerId is { } partner)
            records = records.Where(record => record.PartnerId == partner);
        Groups = await (
            from record in records
            join partnerOf in db.Partners on record.PartnerId equals partnerOf.Id
            group record by new { record.Fingerprint, record.Reason, record.PartnerId, partnerOf.Name } into same
            orderby same.Count() descending, same.Key.Name
            select new Group(same.Key.Fingerprint, same.Key.PartnerId, same.Key.Name, same.Key.Reason, same.Count(), same.Min(record => record.Sentence)!, same.Max(record => record.SeenAt)))
            .Take(MostGroups).ToListAsync(cancel);
    }

    /// <param name="Example">The sentence of one of them.</param>
    internal sealed record Group(string Fingerprint, Guid PartnerId, string Partner, string Reason, int Count, string Example, DateTime LastSeenAt);
}
