using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Settings;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Sis;
using CreditBridge.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.StudentSystem;

/// <summary>The student system that credit is posted to: what its adapter can do, what risk is left, whether the connection works.</summary>
[Authorize(Permissions.ViewPostings)]
internal sealed class IndexModel(BridgeDbContext db, ISisAdapter adapter, SisOptions options, SisTrying trying, TimeProvider time) : PageModel
{
    private const int MostTerms = 12;

    /// <summary>For the test, where the student system will not look for nobody.</summary>
    [BindProperty]
    public string? StudentNumber { get; set; }

    public SisOptions Options => options;

    public string Name => adapter.Name;

    public SisCapabilities Capabilities => adapter.Capabilities;

    public bool IsTested { get; private set; }

    /// <summary>What the test found; null: nothing is wrong.</summary>
    public string? Problem { get; private set; }

    public IReadOnlyList<Term> Terms { get; private set; } = [];

    public DateOnly Today { get; private set; }

    /// <summary>Where postings go now; null: no term takes credit.</summary>
    public string? Into { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    [NeedsPermission(Permissions.HandlePostings)]
    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancel)
    {
        StudentNumber = StudentNumber?.Trim() is { Length: > 0 and <= 40 } number && !number.Any(char.IsControl) ? number : null;
        (Problem, IsTested) = (await trying.ProblemAsync(StudentNumber, cancel), true);
        await ShowAsync(cancel);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Today = (await db.Institutions.AsNoTracking().SingleAsync(cancel)).LocalDate(time.GetUtcNow().UtcDateTime);
        Terms = await db.Terms.AsNoTracking().OrderByDescending(term => term.StartsOn).Take(MostTerms).ToListAsync(cancel);
        Into = await OpenTerm.CodeAsync(db, Today, cancel);
    }
}
