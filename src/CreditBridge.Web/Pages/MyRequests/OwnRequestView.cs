using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Languages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.Pages.MyRequests;

/// <summary>A request as its learner sees it: without what staff wrote among themselves.</summary>
/// <param name="Grants">What came of it.</param>
internal sealed record OwnRequestView(CreditRequest Request, Learner Learner, IReadOnlyList<RequestEntry> Entries, IReadOnlyList<CreditGrant> Grants, IReadOnlyDictionary<string, string> Titles)
{
    public IEnumerable<RequestLine> Lines => Request.Lines.OrderBy(line => line.RuleCode, StringComparer.Ordinal).ThenBy(line => line.AwardLineId, StringComparer.Ordinal).ThenBy(line => line.Id);

    /// <returns>Null where the learner has no such request.</returns>
    public static async Task<OwnRequestView?> OfAsync(BridgeDbContext db, Guid learnerId, Guid id, CancellationToken cancel)
    {
        var request = await db.CreditRequests.AsNoTracking().Include(request => request.Lines).Include(request => request.Attachments).AsSplitQuery()
            .FirstOrDefaultAsync(request => request.Id == id && request.LearnerId == learnerId, cancel);
        if (request is null)
            return null;
        var codes = request.Lines.Select(line => line.CourseCode).OfType<string>().SelectMany(code => code.Split(" + ")).Distinct().ToList();
        return new(
            request,
            await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == learnerId, cancel),
            await db.RequestEntries.AsNoTracking().Where(entry => entry.RequestId == id && entry.IsForLearner).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToListAsync(cancel),
            await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting).Where(grant => grant.RequestId == id && grant.ReversesGrantId == null).ToListAsync(cancel),
            await db.Courses.Where(course => codes.Contains(course.Code) && !course.IsPlaceholder).ToDictionaryAsync(course => course.Code, course => course.Title, cancel));
    }

    public string Words(RequestLine line, IStringLocalizer say)
    {
        var words = line is { Credits: 0, CourseCode: null, State: LineState.Open } ? say["Credit, as a person finds"].Value : say.Award(line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel, line.Options);
        return line.CourseCode is { } codes && codes.Split(" + ").Select(code => Titles.GetValueOrDefault(code)).OfType<string>().ToList() is { Count: > 0 } titles ? $"{words}, {string.Join(" + ", titles)}" : words;
    }
}
