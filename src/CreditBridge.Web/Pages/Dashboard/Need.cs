using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Web.Pages.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Dashboard;

/// <summary>Something that waits for people: how many, what, since when, and where to go.</summary>
/// <param name="SinceAt">The oldest of them, UTC.</param>
internal sealed record Need(int Count, string What, string Href, DateTime? SinceAt)
{
    /// <param name="department">The department whose rules the person approves; empty: all.</param>
    /// <param name="departments">Those whose requests the person answers today.</param>
    /// <param name="today">The institution's local date.</param>
    /// <summary>What waits, for those who may see it; a count of zero is kept, so that it can be seen to be zero.</summary>
    public static async Task<IReadOnlyList<Need>> OfAsync(BridgeDbContext db, Func<string, bool> may, string? department, IReadOnlyCollection<string> departments, DateOnly today, CancellationToken cancel)
    {
        List<Need> needs = [];
        if (may(Permissions.AnswerForDepartment))
        {
            var asked = Departments.DepartmentRequest.WaitingFor(db, departments);
            needs.Add(new(await asked.CountAsync(cancel), "requests wait for your department", "/department", await asked.MinAsync(request => request.TurnBeganAt, cancel)));
        }
        else if (may(Permissions.ViewRequests))
        {
            var requests = WaitingRequests.In(db);
            needs.Add(new(
                await requests.SelectMany(request => request.Lines).CountAsync(line => line.State == LineState.Open, cancel), "lines of requests wait for a decision", "/requests",
                await requests.MinAsync(request => (DateTime?)request.OpenedAt, cancel)));
            var late = WaitingRequests.Overdue(db.CreditRequests, today);
            needs.Add(new(await late.CountAsync(cancel), "requests are past the promised day", "/requests?overdue=true", await late.MinAsync(request => (DateTime?)request.OpenedAt, cancel)));
        }

        if (may(Permissions.ApproveRules))
            needs.Add(await RulesAsync(db.EquivalencyRules.Where(rule => department == null || rule.DepartmentCode == department), RuleVersionState.InReview, "waiting for approval", "Waiting"));
        if (may(Permissions.PublishRules))
            needs.Add(await RulesAsync(db.EquivalencyRules, RuleVersionState.Approved, "approved: publish", "Ready"));
        if (may(Permissions.EditRules))
            needs.Add(new(await db.RuleFindings.CountAsync(finding => finding.ClosedAt == null && finding.Check != HealthCheck.OutcomeMapMissing, cancel), "things to mend in the rules in force", "/rules/health", null));

        if (may(Permissions.ViewGrants))
        {
            var cases = db.GrantCases.Where(row => row.State == CaseState.Open);
            needs.Add(new(await cases.CountAsync(cancel), "credentials were withdrawn after they had led to credit", "/cases", await cases.MinAsync(row => (DateTime?)row.OpenedAt, cancel)));
        }

        if (may(Permissions.ViewPostings))
        {
            needs.Add(await PostingsAsync(PostingState.Unknown, "postings may or may not have arrived"));
            needs.Add(await PostingsAsync(PostingState.Rejected, "postings were rejected by the student system"));
            needs.Add(await PostingsAsync(PostingState.Dead, "postings were given up and need a person"));
            var waiting = Enum.GetValues<LearnerStanding>().Where(PostingHandling.WaitsFor).ToList();
            var held = from posting in db.Postings join learner in db.Learners on posting.LearnerId equals learner.Id where posting.State == PostingState.Pending && waiting.Contains(learner.Standing) select posting;
            needs.Add(new(await held.CountAsync(cancel), "postings are held: the learner is not admitted or enrolled", $"/postings?state={PostingState.Pending}", null));
        }

        if (may(Permissions.ViewCredentials))
        {
            var unmatched = db.Credentials.Where(credential => credential.LearnerId == null);
            needs.Add(new(await unmatched.CountAsync(cancel), "credentials match no learner", "/unmatched", await unmatched.MinAsync(credential => (DateTime?)credential.TakenAt, cancel)));
        }

        if (may(Permissions.ViewSync))
        {
            var waiting = db.QuarantinedRecords.Where(record => record.State == QuarantineState.Waiting);
            needs.Add(new(await waiting.CountAsync(cancel), "records are in quarantine", "/quarantine", await waiting.MinAsync(record => (DateTime?)record.SeenAt, cancel)));
            var failed = db.SyncRuns.Where(run => run.State == SyncRunState.Failed && !db.SyncRuns.Any(other => other.PartnerId == run.PartnerId && other.Fence > 0 && other.StartedAt > run.StartedAt));
            needs.Add(new(await failed.CountAsync(cancel), "partners could not be pulled to the end", $"/sync-runs?state={SyncRunState.Failed}", await failed.MinAsync(run => (DateTime?)run.StartedAt, cancel)));
        }

        if (may(Permissions.EditPartners))
            needs.Add(new((await PartnersDue.ReadAsync(db, today, cancel)).Count, "partners have a review or an agreement that is over, or ends within 30 days", "/partners?due=true", null));
        return needs;

        async Task<Need> RulesAsync(IQueryable<EquivalencyRule> rules, RuleVersionState state, string what, string show)
        {
            var count = await rules.CountAsync(rule => rule.Versions.Any(version => version.State == state), cancel);
            return new(count, $"{(count == 1 ? "rule" : "rules")} {what}", $"/rules?show={show}{(department is null ? "" : $"&department={Uri.EscapeDataString(department)}")}", null);
        }

        async Task<Need> PostingsAsync(PostingState state, string what) =>
            new(await db.Postings.CountAsync(posting => posting.State == state, cancel), what, $"/postings?state={state}", null);
    }
}
