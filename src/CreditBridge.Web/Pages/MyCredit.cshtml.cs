using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages;

/// <summary>A learner's own credit, as a letter. Whose it is comes from the session, never from the address.</summary>
[Authorize(Permissions.ViewOwnRecord)]
internal sealed class MyCreditModel(BridgeDbContext db) : PageModel
{
    public Learner Learner { get; private set; } = null!;

    public IReadOnlyList<CreditGrant> Grants { get; private set; } = [];

    public IReadOnlyList<RequestLine> Waiting { get; private set; } = [];

    public IReadOnlyList<RequestLine> Declined { get; private set; } = [];

    public int Credentials { get; private set; }

    /// <summary>Titles of the courses named here, by code, where the catalogue has them.</summary>
    private Dictionary<string, string> _titles = [];

    /// <summary>'MATH 1300 Calculus I': several courses of one line are joined by a plus.</summary>
    public string Titled(string words, string? courses) =>
        courses?.Split(" + ").Select(code => _titles.GetValueOrDefault(code)).OfType<string>().ToList() is { Count: > 0 } titles ? $"{words}, {string.Join(" + ", titles)}" : words;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var userId = User.UserId();
        var learnerId = await db.Users.Where(user => user.Id == userId).Select(user => user.LearnerId).SingleAsync(cancel);
        if (await db.Learners.AsNoTracking().FirstOrDefaultAsync(learner => learner.Id == learnerId, cancel) is not { } learner)
            return NotFound();
        Learner = learner;
        Grants = await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting)
            .Where(grant => grant.LearnerId == learner.Id).OrderByDescending(grant => grant.ApprovedAt).ToListAsync(cancel);
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
