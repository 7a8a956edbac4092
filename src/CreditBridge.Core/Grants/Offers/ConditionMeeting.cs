using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>Lines approved on a condition: once the student record says that it is met, the credit is granted, in the name of who approved it.</summary>
internal sealed class ConditionMeeting(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    /// <returns>Requests of which a line's condition is met, and those lines.</returns>
    public async Task<ILookup<Guid, Guid>> FindAsync(CancellationToken cancellation)
    {
        var waiting = from line in db.RequestLines
                      where line.State == LineState.OnCondition
                      join request in db.CreditRequests on line.RequestId equals request.Id
                      where request.State != RequestState.Withdrawn
                      join learner in db.Learners on request.LearnerId equals learner.Id
                      select new
                      {
                          line.Id,
                          line.RequestId,
                          line.Condition,
                          line.ConditionCredits,
                          learner.Standing,
                          // SQLite cannot sum decimals; credits have three places, which a double holds.
                          Passed = db.TranscriptEntries.Where(entry => entry.LearnerId == learner.Id && entry.State == TranscriptState.Passed).Select(entry => (double)entry.Credits).Sum(),
                      };
        return (await waiting.ToListAsync(cancellation))
            .Where(row => row.Condition == LineCondition.Enrolled ? row.Standing == LearnerStanding.Enrolled : (decimal)row.Passed >= row.ConditionCredits)
            .ToLookup(row => row.RequestId, row => row.Id);
    }

    /// <summary>Inside the caller's transaction.</summary>
    public async Task MeetAsync(Guid requestId, IEnumerable<Guid> met, Institution institution, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var request = await db.CreditRequests.AsTracking().Include(request => request.Lines).SingleAsync(request => request.Id == requestId, cancellation);
        var learner = await db.Learners.SingleAsync(learner => learner.Id == request.LearnerId, cancellation);
        var free = request.Lines.FindAll(line => line.State == LineState.OnCondition && met.Contains(line.Id));
        foreach (var line in free)
        {
            line.MeetCondition();
            var sentence = line.Condition == LineCondition.Enrolled ? "You are enrolled: the condition is met." : $"You have passed {line.ConditionCredits:0.###} credits here: the condition is met.";
            db.RequestEntries.Add(new RequestEntry { RequestId = request.Id, Kind = RequestEntryKind.ConditionMet, At = now, ByName = Actor.Night.Name, Text = sentence, IsForLearner = true });
            db.AuditEntries.Add(AuditEntry.Of(Actor.Night, now, "Condition met", nameof(RequestLine), line.Id, nameof(LineState.OnCondition), nameof(LineState.Approved), sentence));
        }

        request.ChangedAt = now;
        var making = await GrantMaking.ForAsync(db, institution, [learner.Id], now, cancellation);
        foreach (var whole in free.Select(line => line.Whole).Distinct().Select(whole => request.Lines.FindAll(line => line.Whole == whole)).Where(GrantMaking.IsReady))
            await Granted.TellAsync(letters, making.Make(request, learner, whole, isAutomatic: false), request, learner, cancellation);
    }
}
