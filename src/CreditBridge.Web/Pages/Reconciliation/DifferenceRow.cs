using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Reconciliation;

/// <summary>A difference with the credit it is about; of what only the student system has, nothing is known here.</summary>
internal sealed record DifferenceRow
{
    public required ReconciliationDifference Difference { get; init; }
    public required GrantLine? Line { get; init; }
    public required Posting? Posting { get; init; }
    public required string? Learner { get; init; }
    public required string? StudentNumber { get; init; }

    public static IQueryable<DifferenceRow> From(BridgeDbContext db) =>
        from difference in db.ReconciliationDifferences.AsNoTracking()
        join line in db.GrantLines on difference.Key equals line.Key into lines
        from line in lines.DefaultIfEmpty()
        join posting in db.Postings on line.Id equals posting.GrantLineId into postings
        from posting in postings.DefaultIfEmpty()
        join learner in db.Learners on posting.LearnerId equals learner.Id into learners
        from learner in learners.DefaultIfEmpty()
        select new DifferenceRow
        {
            Difference = difference,
            Line = line,
            Posting = posting,
            Learner = learner == null ? null : learner.GivenName + " " + learner.FamilyName,
            StudentNumber = learner == null ? null : learner.StudentNumber,
        };

    public string Credit => Line is null ? "Not ours" : AwardWords.Of(Line.Kind, Line.CourseCode, Line.ElectiveSubject, Line.CourseLevel);

    public static string WordsOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.OnlyHere => "Only here",
        DifferenceKind.OnlyInStudentSystem => "Only in the student system",
        _ => "Not the same",
    };
}
