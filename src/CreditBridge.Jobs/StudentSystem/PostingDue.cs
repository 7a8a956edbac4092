using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Codes;
using CreditBridge.Core.Learners;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>A posting row together with what the student system needs to know of it.</summary>
/// <param name="IsReversed">Its credit was taken back, or it takes back itself.</param>
/// <param name="Taken">Where the posting is that this one takes back; null: it posts credit.</param>
/// <param name="Content">With the codes that it was sent with; as long as it never was, with ours.</param>
internal sealed record PostingDue(Posting Posting, CreditPosting Content, bool IsReversed, PostingState? Taken)
{
    public PostingCodes Codes => new(Content.TermCode, Content.GradeCode, Content.SourceCode, Content.Basis);

    public PostingDue With(PostingCodes codes) => this with { Content = Coded(Content, codes) };

    private static CreditPosting Coded(CreditPosting content, PostingCodes? codes) => codes is null ? content : content with { TermCode = codes.Term, GradeCode = codes.Grade, SourceCode = codes.Source, Basis = codes.Basis };

    public static async Task<List<PostingDue>> ReadAsync(BridgeDbContext db, Institution institution, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var rows = await (
            from posting in db.Postings.AsTracking()
            where EF.Parameter(ids).Contains(posting.Id)
            join line in db.GrantLines on posting.GrantLineId equals line.Id
            join grant in db.CreditGrants on line.GrantId equals grant.Id
            join learner in db.Learners on grant.LearnerId equals learner.Id
            join version in db.RuleVersions on grant.RuleVersionId equals (Guid?)version.Id into versions
            from version in versions.DefaultIfEmpty()
            join taken in db.Postings on posting.ReversesPostingId equals (Guid?)taken.Id into reversed
            from taken in reversed.DefaultIfEmpty()
            join original in db.GrantLines on (Guid?)taken.GrantLineId equals (Guid?)original.Id into originals
            from original in originals.DefaultIfEmpty()
            orderby posting.Id
            select new { posting, line, grant, learner, version, taken, OriginalKey = original.Key }).ToListAsync(cancellation);
        return [.. rows.Select(row => new PostingDue(row.posting, Coded(new CreditPosting(
            row.line.Key,
            row.learner.StudentNumber,
            row.posting.TermCode,
            row.line.Kind.ToString(),
            row.line.CourseCode,
            row.line.ElectiveSubject,
            row.line.CourseLevel,
            Math.Abs(row.line.Credits),
            row.line.GradeCode,
            (row.grant.Basis ?? row.version?.Definition.Basis.Kind)?.ToString() ?? "",
            row.grant.Evidence.Count > 0 ? row.grant.Evidence[0].Partner : row.grant.RuleCode,
            row.grant.Evidence.Count > 0 ? row.grant.Evidence[0].Title : row.grant.RuleCode,
            institution.LocalDate(row.grant.ApprovedAt)) { Reverses = row.taken is null ? null : new(row.OriginalKey, row.taken.SisReference ?? "") }, row.posting.Codes),
            row.line.ReversedAt is not null,
            row.taken?.State))];
    }

    /// <summary>Standings whose credit may be posted: the others wait until they are admitted.</summary>
    public static readonly LearnerStanding[] PermittedStandings = [LearnerStanding.Admitted, LearnerStanding.Enrolled, LearnerStanding.NonDegree];
}
