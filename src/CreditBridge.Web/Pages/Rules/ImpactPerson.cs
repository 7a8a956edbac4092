using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>A learner whom a version concerns, and how.</summary>
/// <param name="IsDue">The next night evaluates this learner.</param>
internal sealed record ImpactPerson(ImpactRow Impact, string StudentNumber, string Name, bool IsDue)
{
    public static IQueryable<ImpactPerson> Of(BridgeDbContext db, Guid run, ImpactKind kind) => db.ImpactRows.Where(row => row.ImpactRunId == run && row.Kind == kind)
        .Join(db.Learners, row => row.LearnerId, learner => learner.Id, (row, learner) => new { row, learner })
        .OrderBy(pair => pair.learner.StudentNumber).Select(pair => new ImpactPerson(pair.row, pair.learner.StudentNumber, pair.learner.GivenName + " " + pair.learner.FamilyName, pair.learner.EvaluationDueAt != null));
}
