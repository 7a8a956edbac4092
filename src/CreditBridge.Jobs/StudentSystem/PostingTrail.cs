using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Writes down what became of a posting, and that a learner's record left the house.</summary>
public sealed class PostingTrail(BridgeDbContext db, ISisAdapter adapter, TimeProvider time)
{
    /// <summary>How long calls and answers are kept: long enough for a term's quarrels, no longer than personal data should be.</summary>
    public const int KeptDays = 120;

    /// <summary>Deletes what is older than <see cref="KeptDays"/>.</summary>
    internal Task<int> ForgetAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime.AddDays(-KeptDays);
        return db.PostingExchanges.Where(exchange => exchange.At < before).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>What was said to the student system about postings since they were last written.</summary>
    internal static List<PostingExchange> Heard(SisTalk talk, Dictionary<Guid, CreditPosting>? about) => [.. (about ?? []).SelectMany(posting => talk.Take(posting.Value).Select(said => new PostingExchange
    {
        PostingId = posting.Key,
        At = said.At,
        Call = said.Call,
        Sent = said.Sent,
        Answer = said.Answer,
        Milliseconds = (int)Math.Min(said.Took.TotalMilliseconds, int.MaxValue),
    }))];

    /// <summary>The student system recorded something else than was awarded: staff see it at once, not only after the next comparison.</summary>
    /// <param name="sentences">What differs, by grant line.</param>
    internal async Task DifferAsync(Dictionary<Guid, string> sentences, CancellationToken cancellation)
    {
        if (sentences.Count == 0)
            return;
        var lines = await db.GrantLines.Where(line => sentences.Keys.Contains(line.Id)).ToDictionaryAsync(line => line.Key, line => sentences[line.Id], cancellation);
        var known = await db.ReconciliationDifferences.Where(difference => lines.Keys.Contains(difference.Key) && (difference.OpenKey != null || difference.ClosedBy != null)).ToListAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var (key, sentence) in lines.Where(line => !known.Exists(difference => difference.Key == line.Key && (difference.OpenKey is not null || difference.Sentence == line.Value))))
            db.ReconciliationDifferences.Add(new ReconciliationDifference { Kind = DifferenceKind.AmountsDiffer, Key = key, OpenKey = key, Sentence = sentence, FirstSeenAt = now });
    }

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
