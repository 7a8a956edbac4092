using System.Security.Cryptography;
using System.Text;
using CreditBridge.Core.Credentials;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Finds open lines of the same kind, and what sets some of them apart (domain.md, 'Everyday speed').</summary>
public static class AlikeFinding
{
    /// <summary>Lines a group shows and decides at once.</summary>
    public const int MostMembers = 250;

    private static readonly RequestState[] Deciding = [RequestState.Submitted, RequestState.InEvaluation];

    /// <summary>Groups of at least two, the biggest first.</summary>
    public static async Task<IReadOnlyList<AlikeGroup>> GroupsAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var rows = await Open(db).Select(line => new { line.RuleVersionId, line.RuleCode, line.AwardLineId, line.ReviewReason, line.Evidence }).ToListAsync(cancellation);
        return [.. rows
            .GroupBy(row => (row.RuleVersionId, row.RuleCode, row.AwardLineId, row.ReviewReason, Achievement: Achievement(row.Evidence)))
            .Where(group => group.Count() > 1)
            .Select(group => new AlikeGroup(
                KeyOf(group.Key.RuleVersionId!.Value, group.Key.AwardLineId, group.Key.Achievement, group.Key.ReviewReason),
                group.Key.RuleVersionId!.Value, group.Key.RuleCode, group.Key.AwardLineId, group.Key.Achievement, group.Key.ReviewReason, group.Count()))
            .OrderByDescending(group => group.Count).ThenBy(group => group.RuleCode, StringComparer.Ordinal).ThenBy(group => group.Key, StringComparer.Ordinal)];
    }

    /// <summary>The members of a group, exceptions first, then the longest waiting.</summary>
    public static async Task<IReadOnlyList<AlikeMember>> MembersAsync(BridgeDbContext db, AlikeGroup kind, DateOnly today, CancellationToken cancellation)
    {
        var open = Open(db).Where(line => line.RuleVersionId == kind.RuleVersionId && line.AwardLineId == kind.AwardLineId && line.ReviewReason == kind.ReviewReason);
        var rows = await (
            from line in open
            join request in db.CreditRequests on line.RequestId equals request.Id
            join learner in db.Learners on request.LearnerId equals learner.Id
            orderby request.OpenedAt, line.Id
            select new { Line = line, request.Number, request.LearnerId, Name = learner.GivenName + " " + learner.FamilyName, learner.StudentNumber, request.OpenedAt }).AsNoTracking().ToListAsync(cancellation);
        rows = rows.FindAll(row => Achievement(row.Line.Evidence) == kind.Achievement);
        if (rows.Count == 0)
            return [];
        var usual = rows.GroupBy(row => row.Line.Credits).OrderByDescending(same => same.Count()).ThenBy(same => same.Key).First().Key;
        var ids = rows.SelectMany(row => row.Line.Evidence).Select(item => item.CredentialId).Distinct().ToList();
        var credentials = await db.Credentials.AsNoTracking().Where(credential => EF.Parameter(ids).Contains(credential.Id)).ToDictionaryAsync(credential => credential.Id, cancellation);
        return [.. rows
            .Select(row => new AlikeMember(row.Line, row.Number, row.LearnerId, row.Name, row.StudentNumber, row.OpenedAt, [.. Exceptions(row.Line, usual, credentials, today)]))
            .OrderByDescending(member => member.Exceptions.Count > 0).ThenBy(member => member.OpenedAt).ThenBy(member => member.Line.Id)
            .Take(MostMembers)];
    }

    /// <summary>What sets a line apart: its evidence is not as it was, or its credits are not the usual ones.</summary>
    internal static IEnumerable<string> Exceptions(RequestLine line, decimal usualCredits, IReadOnlyDictionary<Guid, Credential> credentials, DateOnly today)
    {
        if (line.Credits != usualCredits)
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line.Credits:0.###} credits, where most have {usualCredits:0.###}.");
        foreach (var item in line.Evidence)
        {
            if (credentials.GetValueOrDefault(item.CredentialId) is not { } credential)
            {
                yield return $"{item.Title} is no longer stored.";
                continue;
            }

            if (credential.PayloadSha256 != item.PayloadSha256)
                yield return $"{item.Title} has changed at the source since the line was opened.";
            if (credential.Status is not (CredentialStatus.Active or CredentialStatus.NotSeen))
                yield return $"{item.Title} is {credential.Status.ToString().ToLowerInvariant()} now.";
            else if (credential.ExpiresOn < today)
                yield return $"{item.Title} has expired.";
        }
    }

    private static IQueryable<RequestLine> Open(BridgeDbContext db) => db.RequestLines.AsNoTracking()
        .Where(line => line.State == LineState.Open && line.RuleVersionId != null && line.Kind != AwardKind.Choice && line.Credits > 0
            && db.CreditRequests.Any(request => request.Id == line.RequestId && Deciding.Contains(request.State)));

    /// <summary>What the evidence certifies, by its title: the partner names it, and re-issues keep it.</summary>
    private static string Achievement(List<EvidenceItem> evidence) => string.Join(" + ", evidence.Select(item => item.Title).Distinct().Order(StringComparer.Ordinal));

    private static string KeyOf(Guid version, string awardLine, string achievement, string reason) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', version, awardLine, achievement, reason))))[..16];
}
