using CreditBridge.Core.Access;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Letters;

/// <summary>Writes letters as rows, inside the caller's transaction: nothing is sent here, and what is rolled back was never written.</summary>
public sealed class LetterWriting(BridgeDbContext db, TimeProvider time)
{
    /// <summary>To the learner's confirmed address; a learner without one gets no letter, and reads it on the page.</summary>
    /// <param name="values">What the template may name beside learner, request and institution.</param>
    public async Task ToLearnerAsync(LetterEvent what, Learner learner, CreditRequest? request, IReadOnlyDictionary<string, string> values, CancellationToken cancellation)
    {
        var key = await db.LearnerIdentities.Where(identity => identity.LearnerId == learner.Id && identity.ConfirmedAt != null && identity.Key.StartsWith(RecipientKey.Emails))
            .OrderBy(identity => identity.Id).Select(identity => identity.Key).FirstOrDefaultAsync(cancellation);
        if (key is not null)
            await WriteAsync(what, RecipientKey.Display(key), learner.Name, learner.Language, learner.Id, request, values, cancellation);
    }

    /// <summary>To somebody of the staff.</summary>
    public Task ToUserAsync(LetterEvent what, User user, CreditRequest? request, IReadOnlyDictionary<string, string> values, CancellationToken cancellation) =>
        WriteAsync(what, user.Email, user.Name, "en", null, request, values, cancellation);

    private Task WriteAsync(LetterEvent what, string to, string name, string language, Guid? learnerId, CreditRequest? request, IReadOnlyDictionary<string, string> values, CancellationToken cancellation)
    {
        _ = (language, cancellation);
        db.Letters.Add(Letter.Of(what, to, what.ToString(), $"{name}\n{string.Join('\n', values.Values)}", time.GetUtcNow().UtcDateTime, learnerId, request?.Id));
        return Task.CompletedTask;
    }
}
