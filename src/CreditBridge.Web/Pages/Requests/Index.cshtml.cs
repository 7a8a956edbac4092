using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Lists;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Shown = CreditBridge.Web.Pages.Requests.QueueFilter.Shown;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>Requests for credit, those that wait for a person first: the oldest on top, since it has waited longest.</summary>
[Authorize(Permissions.ViewRequests)]
internal sealed class IndexModel(BridgeDbContext db, RequestScope scope) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "show")]
    public Shown Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "rule")]
    public string? Rule { get; set; }

    [BindProperty(SupportsGet = true, Name = "partner")]
    public string? Partner { get; set; }

    [BindProperty(SupportsGet = true, Name = "department")]
    public string? Department { get; set; }

    [BindProperty(SupportsGet = true, Name = "population")]
    public Population? Population { get; set; }

    [BindProperty(SupportsGet = true, Name = "overdue")]
    public bool? Overdue { get; set; }

    [BindProperty(SupportsGet = true, Name = "unassigned")]
    public bool? Unassigned { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<QueueRow> List { get; private set; } = new([], 1, 0);

    public IReadOnlyList<SavedView> Views { get; private set; } = [];

    public IReadOnlyList<string> Departments { get; private set; } = [];

    public IReadOnlyList<(string Code, string Name)> Partners { get; private set; } = [];

    /// <summary>The institution's local date.</summary>
    public DateOnly Today { get; private set; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || IsNarrow;

    public bool IsNarrow => Filter.IsNarrow;

    public bool CanAssign => RolePermissions.Allows(User.Actor().Role!.Value, Permissions.AssignRequests);

    private QueueFilter Filter => new() { Show = Show, Rule = Rule, Partner = Partner, Department = Department, Population = Population, Overdue = Overdue == true, Unassigned = Unassigned == true };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return;
        Today = await scope.TodayAsync(cancel);
        var rows = QueueRow.From(db, Filter.In(await scope.OfAsync(User.Actor(), cancel), db, scope, User.UserId(), Today));
        if (Search?.Trim() is { Length: > 0 } words)
            rows = rows.Where(row => row.Number == words || row.StudentNumber == words || row.FamilyName.StartsWith(words));
        List = await Ordered(rows).ThenBy(row => row.Id).ToPageAsync(PageNumber, cancel);
        var self = User.UserId();
        Views = await db.SavedViews.AsNoTracking().Where(view => view.UserId == self && view.Page == SavedViews.Requests).OrderBy(view => view.Name).ToListAsync(cancel);
        Departments = await db.Departments.Select(department => department.Code).OrderBy(code => code).ToListAsync(cancel);
        Partners = (await db.Partners.OrderBy(partner => partner.Name).Select(partner => new { partner.Code, partner.Name }).ToListAsync(cancel)).ConvertAll(partner => (partner.Code, partner.Name));
    }

    private IOrderedQueryable<QueueRow> Ordered(IQueryable<QueueRow> rows) => Sort switch
    {
        "promised" => rows.OrderBy(row => row.PromisedOn == null).ThenBy(row => row.PromisedOn),
        "-promised" => rows.OrderByDescending(row => row.PromisedOn),
        "learner" => rows.OrderBy(row => row.FamilyName),
        "-learner" => rows.OrderByDescending(row => row.FamilyName),
        "opened" => rows.OrderBy(row => row.OpenedAt),
        "-opened" => rows.OrderByDescending(row => row.OpenedAt),
        _ => Show is Shown.Decided or Shown.All ? rows.OrderByDescending(row => row.OpenedAt) : rows.OrderBy(row => row.OpenedAt),
    };
}
