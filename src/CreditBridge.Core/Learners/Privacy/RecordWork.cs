using CreditBridge.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>Who worked on a learner's record, and what they did: from the trail. The learner's own doings are left out.</summary>
public sealed record RecordWork(DateTime At, string Name, Role? Role, string Action)
{
    private const int Most = 200;

    /// <summary>The newest first, at most 200.</summary>
    public static async Task<IReadOnlyList<RecordWork>> ReadAsync(BridgeDbContext db, Guid learnerId, CancellationToken cancellation)
    {
        var requests = db.CreditRequests.Where(request => request.LearnerId == learnerId);
        var grants = db.CreditGrants.Where(grant => grant.LearnerId == learnerId);
        // Not one 'in' over all of them: each is found by its index.
        var subjects = requests.Select(request => request.Id)
            .Concat(requests.SelectMany(request => request.Lines).Select(line => line.Id))
            .Concat(grants.Select(grant => grant.Id))
            .Concat(db.Postings.Where(posting => posting.LearnerId == learnerId).Select(posting => posting.Id))
            .Concat(db.Credentials.Where(credential => credential.LearnerId == learnerId).Select(credential => credential.Id))
            .Concat(db.CorrectionAsks.Where(ask => ask.LearnerId == learnerId).Select(ask => ask.Id));
        var ids = (await subjects.ToListAsync(cancellation)).Append(learnerId).ToList();
        List<RecordWork> work = [];
        foreach (var some in ids.Chunk(500))
        {
            var part = some.ToList();
            work.AddRange(await db.AuditEntries.AsNoTracking().Where(entry => EF.Parameter(part).Contains(entry.SubjectId) && entry.ActorRole != Access.Role.Learner)
                .OrderByDescending(entry => entry.At).Take(Most).Select(entry => new RecordWork(entry.At, entry.ActorName, entry.ActorRole, entry.Action)).ToListAsync(cancellation));
        }

        return [.. work.OrderByDescending(row => row.At).Take(Most)];
    }
}
