using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>A request with everything a person needs to decide it, read in a handful of queries whatever its size.</summary>
/// <param name="Credentials">The credentials its lines rest on, as they stand now.</param>
/// <param name="Automatic">Its lines that a rule decided: nobody looked at them.</param>
/// <param name="Earlier">What people decided about the same rules before, the newest first, by rule code.</param>
/// <param name="Counts">How often each way.</param>
internal sealed record RequestView(
    CreditRequest Request, Learner Learner, IReadOnlyDictionary<Guid, Evidence> Credentials, IReadOnlyDictionary<Guid, string> Rules, IReadOnlySet<Guid> Automatic,
    ILookup<string, RequestLine> Earlier, ILookup<string, (LineState State, int Count)> Counts)
{
    public const int MostEarlier = 3;

    /// <summary>Lines in the order of the page: what waits comes first.</summary>
    public IEnumerable<RequestLine> Lines => Request.Lines
        .OrderBy(line => line.State != LineState.Open).ThenBy(line => line.RuleCode, StringComparer.Ordinal).ThenBy(line => line.AwardLineId, StringComparer.Ordinal).ThenBy(line => line.Id);

    public bool IsFirstOpen(RequestLine line) => Lines.First() == line && line.State == LineState.Open;

    public static async Task<RequestView?> OfAsync(BridgeDbContext db, Guid id, CancellationToken cancel)
    {
        if (await db.CreditRequests.AsNoTracking().Include(request => request.Lines).FirstOrDefaultAsync(request => request.Id == id, cancel) is not { } request)
            return null;
        var learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == request.LearnerId, cancel);
        var ids = request.Lines.SelectMany(line => line.Evidence).Select(item => item.CredentialId).Distinct().ToList();
        var credentials = await (
            from credential in db.Credentials.AsNoTracking()
            join achievement in db.Achievements on credential.AchievementId equals achievement.Id
            join partner in db.Partners on credential.PartnerId equals partner.Id
            where ids.Contains(credential.Id)
            select new Evidence(credential, achievement.Name, partner.Name)).ToDictionaryAsync(evidence => evidence.Credential.Id, cancel);

        var versions = request.Lines.Select(line => line.RuleVersionId).OfType<Guid>().Distinct().ToList();
        var rules = await (
            from version in db.RuleVersions
            join rule in db.EquivalencyRules on version.RuleId equals rule.Id
            where versions.Contains(version.Id)
            select new { version.Id, Name = rule.Title }).ToDictionaryAsync(row => row.Id, row => row.Name, cancel);

        var codes = request.Lines.Where(line => line.State == LineState.Open && line.RuleVersionId is not null).Select(line => line.RuleCode).Distinct().ToList();
        var automatic = from line in db.GrantLines join grant in db.CreditGrants on line.GrantId equals grant.Id where grant.IsAutomatic select new { grant.RequestId, line.RequestLineId };
        var byRule = await automatic.Where(line => line.RequestId == id).Select(line => line.RequestLineId).ToHashSetAsync(cancel);
        var byPeople = db.RequestLines.AsNoTracking()
            .Where(line => codes.Contains(line.RuleCode) && line.RequestId != id && line.State != LineState.Open && !automatic.Any(granted => granted.RequestLineId == line.Id));
        var earlier = await byPeople
            .OrderByDescending(line => line.DecidedAt).Take(MostEarlier * codes.Count).ToListAsync(cancel);
        var counts = await byPeople
            .GroupBy(line => new { line.RuleCode, line.State }).Select(group => new { group.Key.RuleCode, group.Key.State, Count = group.Count() }).ToListAsync(cancel);
        return new(request, learner, credentials, rules, byRule, earlier.ToLookup(line => line.RuleCode), counts.ToLookup(row => row.RuleCode, row => (row.State, row.Count)));
    }
}

/// <summary>A credential behind a line, with the names people know it by.</summary>
internal sealed record Evidence(Credential Credential, string Achievement, string Partner);
