using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Grants;

/// <summary>Granted credit, line by line, the newest on top.</summary>
[Authorize(Permissions.ViewGrants)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "posting")]
    public PostingState? Posting { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<Row> List { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Posting is not null || From is not null || To is not null;

    public async Task OnGetAsync(CancellationToken cancel) => List = await Rows().ToPageAsync(PageNumber, cancel);

    private IQueryable<Row> Rows()
    {
        var rows = from grant in db.CreditGrants.AsNoTracking()
                   from line in grant.Lines
                   join learner in db.Learners on grant.LearnerId equals learner.Id
                   select new Row
                   {
                       GrantId = grant.Id,
                       LineId = line.Id,
                       Learner = learner.GivenName + " " + learner.FamilyName,
                       FamilyName = learner.FamilyName,
                       StudentNumber = learner.StudentNumber,
                       RuleCode = grant.RuleCode,
                       Kind = line.Kind,
                       CourseCode = line.CourseCode,
                       ElectiveSubject = line.ElectiveSubject,
                       CourseLevel = line.CourseLevel,
                       Credits = line.Credits,
                       IsAutomatic = grant.IsAutomatic,
                       ApprovedBy = grant.ApprovedBy,
                       ApprovedAt = grant.ApprovedAt,
                       Posting = line.Posting == null ? null : line.Posting.State,
                       ReversedAt = line.ReversedAt,
                   };
        if (Search?.Trim() is { Length: > 0 } words)
            rows = rows.Where(row => row.StudentNumber == words || row.CourseCode == words || row.RuleCode == words || row.FamilyName.StartsWith(words));
        if (Posting is { } posting)
            rows = rows.Where(row => row.Posting == posting);
        return rows.OrderByDescending(row => row.ApprovedAt).ThenBy(row => row.LineId);
    }

    internal sealed record Row
    {
        public required Guid GrantId { get; init; }
        public required Guid LineId { get; init; }
        public required string Learner { get; init; }
        public required string FamilyName { get; init; }
        public required string StudentNumber { get; init; }
        public required string RuleCode { get; init; }
        public required AwardKind Kind { get; init; }
        public required string? CourseCode { get; init; }
        public required string? ElectiveSubject { get; init; }
        public required string CourseLevel { get; init; }
        public required decimal Credits { get; init; }
        public required bool IsAutomatic { get; init; }
        public required string ApprovedBy { get; init; }
        public required DateTime ApprovedAt { get; init; }
        public required PostingState? Posting { get; init; }
        public required DateTime? ReversedAt { get; init; }
    }
}
