using System.Linq.Expressions;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>Reads awards with all that their credentials say.</summary>
internal static class AwardReading
{
    public static async Task<List<AwardFacts>> ReadAsync(BridgeDbContext db, Expression<Func<Award, bool>> which, CancellationToken cancellation)
    {
        var rows = await db.Awards.AsNoTracking().Where(which)
            .Join(db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting), award => award.GrantId, grant => grant.Id, (award, grant) => new { award, grant })
            .OrderBy(row => row.grant.ApprovedAt).ThenBy(row => row.award.Id).ToListAsync(cancellation);
        if (rows.Count == 0)
            return [];
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        var ids = rows.Select(row => row.award.LearnerId).Distinct().ToList();
        var learners = await db.Learners.AsNoTracking().Include(learner => learner.Identities).Where(learner => EF.Parameter(ids).Contains(learner.Id)).ToDictionaryAsync(learner => learner.Id, cancellation);
        var codes = rows.SelectMany(row => row.grant.Lines).SelectMany(AwardFacts.CodesOf).Distinct().ToList();
        var courses = await db.Courses.AsNoTracking().Where(course => EF.Parameter(codes).Contains(course.Code)).ToDictionaryAsync(course => course.Code, StringComparer.Ordinal, cancellation);
        var terms = await db.Terms.AsNoTracking().ToDictionaryAsync(term => term.Code, term => term.Name, cancellation);
        var used = rows.SelectMany(row => row.grant.Evidence).Select(item => item.CredentialId).Distinct().ToList();
        var credentials = await db.Credentials.AsNoTracking().Where(credential => EF.Parameter(used).Contains(credential.Id))
            .Join(db.Partners, credential => credential.PartnerId, partner => partner.Id, (credential, partner) => new { credential.Id, credential.ExternalId, credential.EvidenceUrl, credential.IssuedOn, Partner = partner.Name })
            .ToDictionaryAsync(row => row.Id, cancellation);

        return [.. rows.Select(row => new AwardFacts(
            row.award,
            row.grant,
            [.. row.award.Covered(row.grant.Lines)],
            learners[row.award.LearnerId],
            institution,
            courses,
            row.award.Covered(row.grant.Lines).Select(line => line.Posting).Where(posting => posting is { State: PostingState.Posted or PostingState.OnTranscript }).Select(posting => terms.GetValueOrDefault(posting!.TermCode)).FirstOrDefault(),
            [.. row.grant.Evidence.Select(item => credentials.TryGetValue(item.CredentialId, out var found)
                ? new AwardEvidence(item.Title, found.Partner, found.IssuedOn, AddressOf(found.ExternalId) ?? AddressOf(found.EvidenceUrl), item.PayloadSha256)
                : new AwardEvidence(item.Title, item.Partner, null, null, item.PayloadSha256))],
            EmailOf(learners[row.award.LearnerId])))];
    }

    private static string? EmailOf(Learner learner) => learner.Identities
        .Where(identity => identity.ConfirmedAt is not null && identity.Key.StartsWith(RecipientKey.Emails, StringComparison.Ordinal))
        .OrderBy(identity => identity.ConfirmedAt).ThenBy(identity => identity.Id).Select(identity => RecipientKey.Display(identity.Key)).FirstOrDefault();

    private static string? AddressOf(string? text) =>
        text is not null && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "urn" or "did" && Uri.IsWellFormedUriString(text, UriKind.Absolute) ? text : null;
}
