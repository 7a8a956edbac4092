using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages;

/// <summary>A learner's own credit, as a letter. Whose it is comes from the session, never from the address.</summary>
[Authorize(Permissions.ViewOwnRecord)]
internal sealed class MyCreditModel(BridgeDbContext db, AwardMaking making, AwardIssuing issuing, OfferAnswering offers, IssuerSite site) : PageModel
{
    public Learner Learner { get; private set; } = null!;

    public IReadOnlyList<CreditGrant> Grants { get; private set; } = [];

    public IReadOnlyList<RequestLine> Waiting { get; private set; } = [];

    public IReadOnlyList<RequestLine> Declined { get; private set; } = [];

    public int Credentials { get; private set; }

    /// <summary>The grant whose link was just switched.</summary>
    [TempData]
    public Guid? Shared { get; set; }

    private List<Award> _awards = [];

    /// <summary>Titles of the courses named here, by code, where the catalogue has them.</summary>
    private Dictionary<string, string> _titles = [];

    /// <summary>'MATH 1300 Calculus I': several courses of one line are joined by a plus.</summary>
    public string Titled(string words, string? courses) =>
        courses?.Split(" + ").Select(code => _titles.GetValueOrDefault(code)).OfType<string>().ToList() is { Count: > 0 } titles ? $"{words}, {string.Join(" + ", titles)}" : words;

    /// <returns>Null where no credit of it is in force: then there is nothing to show others.</returns>
    public ShareView? Share(CreditGrant grant)
    {
        if (grant is not { State: GrantState.Accepted, ReversesGrantId: null } || grant.Lines.All(line => line.ReversedAt is not null))
            return null;
        var award = _awards.Find(award => award.GrantId == grant.Id && award.ReversedLines == grant.Lines.Count(line => line.ReversedAt is not null));
        return new(grant.Id, award, award is null ? "" : site.Award(award.Token), Shared == grant.Id);
    }

    [NeedsPermission(Permissions.ShareOwnRecord)]
    public async Task<IActionResult> OnPostShareAsync(Guid grant, bool on, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || !await making.SwitchLinkAsync(learner, grant, on, User.Actor(), cancel))
            return NotFound();
        Shared = grant;
        return RedirectToPage(null, null, null, $"grant-{grant}");
    }

    [NeedsPermission(Permissions.AskForCredit)]
    public async Task<IActionResult> OnPostAnswerAsync(Guid grant, bool accepts, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || !await offers.AnswerAsync(learner, grant, accepts, User.Actor(), cancel))
            return NotFound();
        TempData["Done"] = accepts ? "Accepted. The credit goes to your student record." : "Declined. Nothing goes to your student record.";
        return RedirectToPage(null, null, null, $"grant-{grant}");
    }

    [NeedsPermission(Permissions.ShareOwnRecord)]
    public async Task<IActionResult> OnPostFileAsync(Guid grant, AwardForm form, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || await making.OfGrantAsync(learner, grant, cancel) is not { } award || await issuing.OfAsync(award, cancel) is not { } facts)
            return NotFound();
        var file = await issuing.FileAsync(facts, form, cancel);
        return File(file.Bytes, file.MediaType, file.Name);
    }

    [NeedsPermission(Permissions.ShareOwnRecord)]
    public async Task<IActionResult> OnPostRecordAsync(AwardForm form, CancellationToken cancel)
    {
        if (await User.LearnerIdAsync(db, cancel) is not { } learner || await making.OfLearnerAsync(learner, cancel) is not { Count: > 0 } awards)
            return NotFound();
        var file = await issuing.RecordAsync(awards, form, cancel);
        return File(file.Bytes, file.MediaType, file.Name);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var learnerId = await User.LearnerIdAsync(db, cancel);
        if (await db.Learners.AsNoTracking().FirstOrDefaultAsync(learner => learner.Id == learnerId, cancel) is not { } learner)
            return NotFound();
        Learner = learner;
        Grants = await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting)
            .Where(grant => grant.LearnerId == learner.Id).OrderByDescending(grant => grant.ApprovedAt).ToListAsync(cancel);
        _awards = await db.Awards.AsNoTracking().Where(award => award.LearnerId == learner.Id).ToListAsync(cancel);
        var lines = await db.CreditRequests.AsNoTracking().Where(request => request.LearnerId == learner.Id && request.State != RequestState.Withdrawn)
            .SelectMany(request => request.Lines).ToListAsync(cancel);
        Waiting = [.. lines.Where(line => line.State == LineState.Open)];
        Declined = [.. lines.Where(line => line.State == LineState.Declined)];
        var codes = Grants.SelectMany(grant => grant.Lines).Select(line => line.CourseCode).Concat(lines.Select(line => line.CourseCode)).OfType<string>().SelectMany(courses => courses.Split(" + ")).Distinct().ToList();
        _titles = await db.Courses.Where(course => codes.Contains(course.Code) && !course.IsPlaceholder).ToDictionaryAsync(course => course.Code, course => course.Title, cancel);
        Credentials = await db.Credentials.CountAsync(credential => credential.LearnerId == learner.Id, cancel);
        return Page();
    }
}
