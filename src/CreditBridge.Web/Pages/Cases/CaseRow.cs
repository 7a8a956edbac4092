using CreditBridge.Core.Data;
using CreditBridge.Core.Grants.Cases;

namespace CreditBridge.Web.Pages.Cases;

/// <summary>A case as the list shows it.</summary>
internal sealed record CaseRow
{
    public required GrantCase Case { get; init; }
    public required string RuleCode { get; init; }
    public required string StudentNumber { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }

    public static IQueryable<CaseRow> From(BridgeDbContext db) =>
        from row in db.GrantCases
        join grant in db.CreditGrants on row.GrantId equals grant.Id
        join learner in db.Learners on grant.LearnerId equals learner.Id
        select new CaseRow { Case = row, RuleCode = grant.RuleCode, StudentNumber = learner.StudentNumber, GivenName = learner.GivenName, FamilyName = learner.FamilyName };
}
