using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Learners;

/// <summary>Everything the desk needs about one person, in a handful of queries.</summary>
/// <param name="Assignees">Who looks at a request, by user id.</param>
/// <param name="Departments">Names, by code.</param>
internal sealed record LearnerDesk(
    Learner Learner, IReadOnlyList<CreditGrant> Grants, IReadOnlyList<CreditRequest> Requests, IReadOnlyList<(Credential Credential, string Title, string Partner)> Credentials,
    IReadOnlyList<Letter> Letters, IReadOnlyList<LearnerMerge> Merges, IReadOnlyDictionary<Guid, string> Assignees, IReadOnlyDictionary<string, string> Departments)
{
    public IEnumerable<CreditRequest> Open => Requests.Where(request => !request.IsClosed);

    public decimal Earned => Grants.Where(grant => grant.State == GrantState.Accepted).SelectMany(grant => grant.Lines).Where(line => line.ReversedAt is null).Sum(line => line.Credits);

    public decimal Posted => Grants.SelectMany(grant => grant.Lines).Where(line => line is { ReversedAt: null, Posting.State: PostingState.Posted or PostingState.OnTranscript }).Sum(line => line.Credits);

    /// <summary>Whom a request waits on, in the desk's words.</summary>
    public string WaitsOn(CreditRequest request) => request.State switch
    {
        RequestState.MoreInformation => "the learner",
        RequestState.WithFaculty => $"the faculty of {Departments.GetValueOrDefault(request.DepartmentCode ?? "", request.DepartmentCode ?? "a department")}",
        _ when request.AssigneeId is { } id => Assignees.GetValueOrDefault(id, "the office"),
        RequestState.Appealed => "somebody in the office who took no part",
        _ => "the office",
    };

    /// <summary>What happens next with a line of credit.</summary>
    public static string Next(CreditGrant grant, GrantLine line) => (grant, line.Posting) switch
    {
        ({ State: GrantState.Offered }, _) => $"The learner accepts or declines it{(grant.AnswerDueOn is { } due ? $" by {due:d MMM yyyy}" : "")}.",
        ({ State: GrantState.DeclinedByLearner or GrantState.Lapsed }, _) => "Nothing: it was not taken.",
        ({ NeedsFee: true, FeePaidAt: null }, _) => "The learner pays the fee.",
        (_, { State: PostingState.Posted or PostingState.OnTranscript }) => "Nothing: it is on the student record.",
        (_, { State: PostingState.Rejected or PostingState.Dead }) => "Somebody here mends the posting.",
        (_, { State: PostingState.Unknown }) => "It is looked up in the student system.",
        (_, not null) => "It goes to the student system.",
        _ => "It is posted once nothing holds it.",
    };

    public static async Task<LearnerDesk> ReadAsync(BridgeDbContext db, Learner learner, CancellationToken cancel)
    {
        var grants = await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting).Where(grant => grant.LearnerId == learner.Id).OrderByDescending(grant => grant.ApprovedAt).ToListAsync(cancel);
        var requests = await db.CreditRequests.AsNoTracking().Include(request => request.Lines).Where(request => request.LearnerId == learner.Id).OrderByDescending(request => request.OpenedAt).ToListAsync(cancel);
        var credentials = await (
            from credential in db.Credentials.AsNoTracking()
            where credential.LearnerId == learner.Id
            join achievement in db.Achievements on credential.AchievementId equals achievement.Id
            join partner in db.Partners on credential.PartnerId equals partner.Id
            orderby credential.IssuedOn descending, credential.Id
            select new { credential, achievement.Name, Partner = partner.Name }).ToListAsync(cancel);
        var letters = await db.Letters.AsNoTracking().Where(letter => letter.LearnerId == learner.Id).OrderByDescending(letter => letter.WrittenAt).Take(10).ToListAsync(cancel);
        var merges = await db.LearnerMerges.AsNoTracking().Where(merge => merge.KeptId == learner.Id).OrderByDescending(merge => merge.MadeAt).ToListAsync(cancel);
        var ids = requests.Select(request => request.AssigneeId).OfType<Guid>().Distinct().ToList();
        var assignees = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name, cancel);
        var departments = await db.Departments.ToDictionaryAsync(department => department.Code, department => department.Name, cancel);
        return new(learner, grants, requests, credentials.ConvertAll(row => (row.credential, row.Name, row.Partner)), letters, merges, assignees, departments);
    }
}
