using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>Requests for credit, those that wait for a person first: the oldest on top, since it has waited longest.</summary>
[Authorize(Permissions.ViewRequests)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "show")]
    public Shown Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "rule")]
    public string? Rule { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<Row> List { get; private set; } = new([], 1, 0);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Rule is not null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return;
        var requests = Show switch
        {
            Shown.Waiting => WaitingRequests.In(db),
            Shown.Decided => db.CreditRequests.AsNoTracking().Where(request => request.State == RequestState.Decided),
            _ => db.CreditRequests.AsNoTracking(),
        };
        if (Rule is { } rule)
            requests = requests.Where(request => request.Lines.Any(line => line.RuleCode == rule));

        var rows = from request in requests
                   join learner in db.Learners on request.LearnerId equals learner.Id
                   select new Row
                   {
                       Id = request.Id,
                       Number = request.Number,
                       Learner = learner.GivenName + " " + learner.FamilyName,
                       FamilyName = learner.FamilyName,
                       StudentNumber = learner.StudentNumber,
                       OpenedAt = request.OpenedAt,
                       DecidedAt = request.DecidedAt,
                       State = request.State,
                       Lines = request.Lines.Count,
                       OpenLines = request.Lines.Count(line => line.State == LineState.Open),
                       Credits = request.Lines.Select(line => (double)line.Credits).Sum(),
                   };
        if (Search?.Trim() is { Length: > 0 } words)
            rows = rows.Where(row => row.Number == words || row.StudentNumber == words || row.FamilyName.StartsWith(words));
        List = await (Show == Shown.Waiting ? rows.OrderBy(row => row.OpenedAt) : rows.OrderByDescending(row => row.OpenedAt)).ThenBy(row => row.Id).ToPageAsync(PageNumber, cancel);
    }

    internal enum Shown
    {
        Waiting,
        Decided,
        All,
    }

    internal sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Number { get; init; }
        public required string Learner { get; init; }
        public required string FamilyName { get; init; }
        public required string StudentNumber { get; init; }
        public required DateTime OpenedAt { get; init; }
        public required DateTime? DecidedAt { get; init; }
        public required RequestState State { get; init; }
        public required int Lines { get; init; }
        public required int OpenLines { get; init; }

        /// <summary>Only shown; SQLite cannot sum decimals.</summary>
        public required double Credits { get; init; }
    }
}
