using CreditBridge.Core.Data;
using CreditBridge.Core.Grants.Cases;

namespace CreditBridge.Web.Pages.Cases;

/// <summary>A case as the list shows it.</summary>
internal sealed record CaseRow(GrantCase Case, string RuleCode, string StudentNumber, string GivenName, string FamilyName)
{
    public static IQueryable<CaseRow> From(BridgeDbContext db) =>
        from row in db.GrantCases
        join grant in db.CreditGrants on row.GrantId equals grant.Id
        join learner in db.Learners on grant.LearnerId equals learner.Id
        orderby row.OpenedAt descending, row.Id
        select new CaseRow(row, grant.RuleCode, learner.StudentNumber, learner.GivenName, learner.FamilyName);
}
