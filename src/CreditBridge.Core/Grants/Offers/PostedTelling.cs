using CreditBridge.Core.Letters;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>Tells learners who asked for credit that all of a grant has reached their student record.</summary>
public sealed class PostedTelling(BridgeDbContext db, LetterWriting letters)
{
    /// <summary>In the transaction that posted them.</summary>
    /// <param name="grantLines">Lines whose posting has just become Posted.</param>
    public async Task TellAsync(IReadOnlyCollection<Guid> grantLines, CancellationToken cancellation)
    {
        if (grantLines.Count == 0)
            return;
        var asked = await db.CreditGrants.AsTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting)
            .Where(grant => grant.ReversesGrantId == null && grant.Lines.Any(line => EF.Parameter(grantLines).Contains(line.Id)) && db.CreditRequests.Any(request => request.Id == grant.RequestId && request.Origin == RequestOrigin.Learner))
            .ToListAsync(cancellation);
        foreach (var grant in asked.Where(grant => grant.Lines.All(line => line.Posting is { State: PostingState.Posted or PostingState.OnTranscript })))
        {
            var request = await db.CreditRequests.AsNoTracking().SingleAsync(request => request.Id == grant.RequestId, cancellation);
            var learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == grant.LearnerId, cancellation);
            await letters.ToLearnerAsync(LetterEvent.CreditPosted, learner, request, Granted.ValuesOf([grant]), cancellation);
        }
    }
}
