using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Credentials;

[Authorize(Permissions.ViewCredentials)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    /// <summary>A student number, an e-mail address, or the partner's own id of a credential, in full; or how a family name begins.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "partner")]
    public Guid? PartnerId { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public CredentialStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "verification")]
    public VerificationState? Verification { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<CredentialRow> List { get; private set; } = new([], 1, 0);

    public IReadOnlyList<SelectListItem> Partners { get; private set; } = [];

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || PartnerId is not null || Status is not null || Verification is not null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Partners = await db.Partners.OrderBy(partner => partner.Name).Select(partner => new SelectListItem(partner.Name, partner.Id.ToString())).ToListAsync(cancel);
        if (!ModelState.IsValid)
            return;
        List = await Ordered(Filtered(CredentialRow.From(db))).ToPageAsync(PageNumber, cancel);
    }

    private IQueryable<CredentialRow> Filtered(IQueryable<CredentialRow> rows)
    {
        if (Search?.Trim() is { Length: > 0 } words)
        {
            var (email, number) = (RecipientKey.Email(words), RecipientKey.StudentNumber(words));
            rows = rows.Where(row => row.StudentNumber == words || row.ExternalId == words || row.RecipientKey == email || row.RecipientKey == number || row.FamilyName!.StartsWith(words));
        }

        if (PartnerId is { } partner)
            rows = rows.Where(row => row.PartnerId == partner);
        if (Status is { } status)
            rows = rows.Where(row => row.Status == status);
        if (Verification is { } verification)
            rows = rows.Where(row => row.Verification == verification);
        return rows;
    }

    private IQueryable<CredentialRow> Ordered(IQueryable<CredentialRow> rows) => Sort switch
    {
        "issued" => rows.OrderBy(row => row.IssuedOn).ThenBy(row => row.Id),
        "-issued" => rows.OrderByDescending(row => row.IssuedOn).ThenBy(row => row.Id),
        "learner" => rows.OrderBy(row => row.FamilyName).ThenBy(row => row.GivenName).ThenBy(row => row.Id),
        "-learner" => rows.OrderByDescending(row => row.FamilyName).ThenByDescending(row => row.GivenName).ThenBy(row => row.Id),
        _ => rows.OrderByDescending(row => row.Id),
    };
}
