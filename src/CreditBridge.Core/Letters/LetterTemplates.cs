using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Letters;

/// <summary>The institution's own words for its letters, and what became of letters that could not be sent.</summary>
public sealed class LetterTemplates(BridgeDbContext db, TimeProvider time)
{
    /// <param name="version">That of the words as they were read; 0 for those that ship.</param>
    /// <exception cref="IllegalMoveException">The template cannot be read; a sentence for who wrote it.</exception>
    /// <exception cref="DbUpdateException">Somebody else changed it meanwhile.</exception>
    public Task SaveAsync(LetterEvent what, string language, LetterText text, bool isOff, int version, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditLetters);
        if (string.IsNullOrWhiteSpace(text.Subject) || string.IsNullOrWhiteSpace(text.Body))
            throw new IllegalMoveException("A letter needs a subject and a text.");
        if (text.Problem() is { } problem)
            throw new IllegalMoveException(problem);
        if (what == LetterEvent.SignInLink && !text.Body.Contains("{{ link }}", StringComparison.Ordinal))
            throw new IllegalMoveException("Without {{ link }} nobody can sign in by this letter.");
        if (what == LetterEvent.SignInLink && isOff)
            throw new IllegalMoveException("This letter cannot be switched off: alumni sign in by it.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var row = await db.LetterTemplates.AsTracking().SingleOrDefaultAsync(template => template.Event == what && template.Language == language, cancellation);
            if (row is null)
                db.Add(row = new LetterTemplate { Event = what, Language = language, Subject = "", Body = "" });
            else
                db.Entry(row).Property(each => each.Version).OriginalValue = version;
            var before = row.Body;
            (row.Subject, row.Body, row.IsOff) = (text.Subject.Trim(), text.Body.Trim().ReplaceLineEndings("\n"), isOff);
            db.AuditEntries.Add(AuditEntry.Of(actor, time.GetUtcNow().UtcDateTime, isOff ? "Letter switched off" : "Letter's words changed", nameof(LetterTemplate), row.Id, before, row.Body, $"{what}, {language}"));
        }, cancellation);
    }

    /// <summary>Back to the words that ship.</summary>
    public Task ResetAsync(LetterEvent what, string language, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditLetters);
        return db.TransactAsync(async () =>
        {
            if (await db.LetterTemplates.AsTracking().SingleOrDefaultAsync(template => template.Event == what && template.Language == language, cancellation) is not { } row)
                return;
            db.Remove(row);
            db.AuditEntries.Add(AuditEntry.Of(actor, time.GetUtcNow().UtcDateTime, "Letter's own words removed", nameof(LetterTemplate), row.Id, row.Body, null, $"{what}, {language}"));
        }, cancellation);
    }

    /// <summary>Letters that were given up are tried again.</summary>
    /// <returns>How many.</returns>
    public Task<int> RetryAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditLetters);
        return db.TransactAsync(async () =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            var failed = await db.Letters.AsTracking().Where(letter => letter.State == LetterState.Failed && letter.Event != LetterEvent.SignInLink).ToListAsync(cancellation);
            failed.ForEach(letter => letter.Retry(now));
            if (failed.Count > 0)
                db.AuditEntries.Add(AuditEntry.Of(actor, now, "Letters tried again", nameof(Letter), failed[0].Id, null, null, $"{failed.Count} letters"));
            return failed.Count;
        }, cancellation);
    }
}
