using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>Notes that an award was looked at by its public link: once an hour for each grant, so that strangers cannot fill the log.</summary>
public sealed class AwardLooks(BridgeDbContext db, TimeProvider time)
{
    public const string Purpose = "Award looked at by its link";

    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    public Task NoteAsync(CreditGrant grant, CancellationToken cancellation)
    {
        var what = $"Name, credit and what it was granted for (grant {grant.Id})";
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var since = now - Apart;
            if (await db.DisclosureEntries.AnyAsync(entry => entry.LearnerId == grant.LearnerId && entry.At > since && entry.What == what, cancellation))
                return;
            db.DisclosureEntries.Add(new DisclosureEntry { LearnerId = grant.LearnerId, At = now, Recipient = "Whoever has the link", Purpose = Purpose, What = what, ActorName = "The learner, by the link" });
        }, cancellation);
    }
}
