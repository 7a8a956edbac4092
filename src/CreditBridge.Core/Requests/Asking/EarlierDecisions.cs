using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>What became of a learner's credentials before: asked, approved, or declined on the same evidence. A credential whose content changed since a 'no' may be asked for again.</summary>
internal sealed class EarlierDecisions
{
    private readonly List<(string Number, bool IsFinal, RequestLine Line)> _lines;

    private EarlierDecisions(List<(string, bool, RequestLine)> lines) => _lines = lines;

    public static async Task<EarlierDecisions> ReadAsync(BridgeDbContext db, Guid learnerId, CancellationToken cancellation)
    {
        // An offer that was not taken may be asked for again, as credit that was reversed.
        var reversed = await db.GrantLines.Where(line => line.ReversedAt != null || db.CreditGrants.Any(grant => grant.Id == line.GrantId && (grant.State == GrantState.Lapsed || grant.State == GrantState.DeclinedByLearner)))
            .Join(db.CreditGrants.Where(grant => grant.LearnerId == learnerId), line => line.GrantId, grant => grant.Id, (line, _) => line.RequestLineId).ToListAsync(cancellation);
        var requests = await db.CreditRequests.AsNoTracking().Include(request => request.Lines)
            .Where(request => request.LearnerId == learnerId && request.State != RequestState.Withdrawn).ToListAsync(cancellation);
        return new([.. requests.SelectMany(request => request.Lines, (request, line) => (request.Number, request.IsFinal, line)).Where(row => !reversed.Contains(row.line.Id))]);
    }

    /// <returns>A sentence for the learner; null: nothing was said about this evidence yet.</returns>
    public string? About(Guid credential, LearnerRecord learner)
    {
        var (stored, _, title) = learner.Credentials[credential];
        var about = _lines.FindAll(row => row.Line.Evidence.Exists(item => item.CredentialId == credential));
        if (about.Find(row => row.Line.State == LineState.Open) is { Line: not null } open)
            return $"{title} is in request {open.Number} already, and a person looks at it.";
        if (about.Find(row => row.Line.State is not (LineState.Open or LineState.Declined)) is { Line: not null } approved)
            return $"{title} was approved in request {approved.Number} already.";
        if (about.Find(row => row.Line.Evidence.Exists(item => item.CredentialId == credential && item.PayloadSha256 == stored.PayloadSha256)) is { Line: not null } declined)
            return $"{title} was declined in request {declined.Number}, and nothing in it has changed since. {(declined.IsFinal ? "That was after an appeal, and is final." : "If you think otherwise, appeal there.")}";
        return null;
    }
}
