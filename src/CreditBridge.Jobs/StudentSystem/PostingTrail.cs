using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Sis;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Writes down what became of a posting, and that a learner's record left the house.</summary>
public sealed class PostingTrail(BridgeDbContext db, ISisAdapter adapter, TimeProvider time)
{
    public void Record(Posting posting, PostingState before, string action)
    {
        var now = time.GetUtcNow().UtcDateTime;
        db.AuditEntries.Add(AuditEntry.Of(Actor.Night, now, action, nameof(Posting), posting.Id, before.ToString(), posting.State.ToString(), posting.LastError));
        // Disclosed when it left, whatever came of it; not again when a look-up tells what came of it.
        if (before != PostingState.Sending || posting.State is PostingState.Pending)
            return;
        db.DisclosureEntries.Add(DisclosureEntry.Of(posting.LearnerId, now, $"Student system ({adapter.Name})", "Posting of granted credit", "Student number, course, credits, credential title", Actor.Night));
    }
}
