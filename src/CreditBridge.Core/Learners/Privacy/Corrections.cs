using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Letters;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>Learners say what is wrong in their record, and a person answers.</summary>
public sealed class Corrections(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    public const int MostCharacters = 4_000;
    private const int MostOpen = 10;

    /// <exception cref="IllegalMoveException">Too many wait for an answer already.</exception>
    public Task AskAsync(Guid learnerId, string text, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ViewOwnRecord);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var open = await db.CorrectionAsks.AsNoTracking().Where(ask => ask.LearnerId == learnerId && ask.AnsweredAt == null).ToListAsync(cancellation);
            // The same words again are the same form sent twice.
            if (open.Exists(ask => ask.Text == text.Trim()))
                return;
            if (open.Count >= MostOpen)
                throw new IllegalMoveException($"{MostOpen} of your questions wait for an answer already: please wait for those.");
            var now = time.GetUtcNow().UtcDateTime;
            var asked = new CorrectionAsk { LearnerId = learnerId, Text = text.Trim(), AskedAt = now };
            db.CorrectionAsks.Add(asked);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Correction asked for", nameof(CorrectionAsk), asked.Id));
        }, cancellation);
    }

    /// <exception cref="IllegalMoveException">Somebody answered it already.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Two people answered in the same moment.</exception>
    public Task<bool> AnswerAsync(Guid id, string answer, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AnswerLearners);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (await db.CorrectionAsks.AsTracking().FirstOrDefaultAsync(ask => ask.Id == id, cancellation) is not { } ask)
                return false;
            var now = time.GetUtcNow().UtcDateTime;
            ask.Reply(answer, actor.Name, now);
            var learner = await db.Learners.SingleAsync(learner => learner.Id == ask.LearnerId, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Correction answered", nameof(CorrectionAsk), id, null, null, ask.Answer));
            await letters.ToLearnerAsync(LetterEvent.CorrectionAnswered, learner, null, new Dictionary<string, string> { ["asked"] = ask.Text, ["answer"] = ask.Answer! }, cancellation);
            return true;
        }, cancellation);
    }
}
