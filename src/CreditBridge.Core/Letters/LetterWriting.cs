using System.Globalization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Letters;

/// <summary>Writes letters as rows, inside the caller's transaction: nothing is sent here, and what is rolled back was never written.</summary>
public sealed class LetterWriting(BridgeDbContext db, IssuerSite site, TimeProvider time)
{
    private readonly Dictionary<(LetterEvent, string), LetterText?> _texts = [];
    private Institution? _institution;

    /// <summary>To the learner's confirmed address; a learner without one gets no letter, and reads it on the page.</summary>
    /// <param name="values">What the template may name beside learner, request, institution and site.</param>
    public async Task ToLearnerAsync(LetterEvent what, Learner learner, CreditRequest? request, IReadOnlyDictionary<string, string> values, CancellationToken cancellation)
    {
        var key = await db.LearnerIdentities.Where(identity => identity.LearnerId == learner.Id && identity.ConfirmedAt != null && identity.Key.StartsWith(RecipientKey.Emails))
            .OrderBy(identity => identity.Id).Select(identity => identity.Key).FirstOrDefaultAsync(cancellation);
        // A link goes to the address it was asked for, which the caller has found confirmed.
        key = values.TryGetValue("to", out var asked) ? RecipientKey.Email(asked) : key;
        if (key is null)
            return;
        var all = Values(values, request);
        all["learner"] = new Dictionary<string, object> { ["given_name"] = learner.GivenName, ["name"] = learner.Name, ["number"] = learner.StudentNumber };
        await WriteAsync(what, RecipientKey.Display(key), learner.Language, learner.Id, request?.Id, all, cancellation);
    }

    /// <summary>To somebody of the staff.</summary>
    public Task ToUserAsync(LetterEvent what, User user, CreditRequest? request, IReadOnlyDictionary<string, string> values, CancellationToken cancellation)
    {
        var all = Values(values, request);
        all["name"] = user.Name;
        return WriteAsync(what, user.Email, "en", null, request?.Id, all, cancellation);
    }

    private Dictionary<string, object> Values(IReadOnlyDictionary<string, string> values, CreditRequest? request)
    {
        var all = values.ToDictionary(pair => pair.Key, object (pair) => pair.Value);
        all["site"] = site.At("").TrimEnd('/');
        if (request is not null)
        {
            all["request"] = new Dictionary<string, object>
            {
                ["id"] = request.Id.ToString(),
                ["number"] = request.Number,
                ["promised_on"] = request.PromisedOn?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "",
                ["link"] = site.At($"/my-requests/{request.Id}"),
            };
        }

        return all;
    }

    private async Task WriteAsync(LetterEvent what, string to, string language, Guid? learnerId, Guid? requestId, Dictionary<string, object> values, CancellationToken cancellation)
    {
        if (await TextAsync(what, language, cancellation) is not { } text)
            return;
        _institution ??= await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        values["institution"] = new Dictionary<string, object> { ["name"] = _institution.Name };
        LetterText letter;
        try
        {
            letter = await text.WithAsync(values);
        }
        catch (FormatException)
        {
            // Somebody's own words broke: the learner gets ours rather than none.
            letter = await LetterText.Shipped(what, language).WithAsync(values);
        }

        db.Letters.Add(Letter.Of(what, to, letter.Subject.Length > 200 ? letter.Subject[..200] : letter.Subject, letter.Body, time.GetUtcNow().UtcDateTime, learnerId, requestId));
    }

    /// <returns>Null where the institution has switched this letter off.</returns>
    private async Task<LetterText?> TextAsync(LetterEvent what, string language, CancellationToken cancellation)
    {
        if (_texts.TryGetValue((what, language), out var known))
            return known;
        var own = await db.LetterTemplates.AsNoTracking().FirstOrDefaultAsync(template => template.Event == what && template.Language == language, cancellation);
        return _texts[(what, language)] = own is null ? LetterText.Shipped(what, language) : own.IsOff ? null : new(own.Subject, own.Body);
    }
}
