using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>
/// A learner asks for credit. Where a published rule fits, its awards are asked for; for the rest a person is asked to look, without a rule. Nothing is granted here, and what is
/// asked, approved or declined on the same evidence is said, not asked again.
/// </summary>
public sealed class RequestAsking(BridgeDbContext db, ConsentKeeping consents, LetterWriting letters, TimeProvider time)
{
    public const int MostCharacters = 4_000;

    /// <summary>What the learner agrees to by asking.</summary>
    public const string ConsentText = "By asking I agree that the registrar's office reads these credentials and compares them with its rules and courses.";

    private const string OwnLine = "ask";
    private const int MostTries = 5;

    /// <returns>Null where a credential is not the learner's own.</returns>
    public async Task<AskAnswer?> AskAsync(Guid learnerId, CreditAsk ask, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AskForCredit);
        var book = await PublishedBook.ReadAsync(db, cancellation);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await db.TransactAsync(() => AskAsync(learnerId, ask, book, actor, cancellation), cancellation);
            }
            catch (DbUpdateException problem) when (tries < MostTries && problem is not DbUpdateConcurrencyException)
            {
                // The same form, or another request of the same number, was written in the same moment: now it is there.
            }
        }
    }

    private async Task<AskAnswer?> AskAsync(Guid learnerId, CreditAsk ask, PublishedBook book, Actor actor, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        // Held before anything is read: the night, and the learner in another window, wait for this, and see what was asked.
        await db.Learners.Where(row => row.Id == learnerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.EvaluationDueAt, row => row.EvaluationDueAt), cancellation);
        if (await db.CreditRequests.AsNoTracking().FirstOrDefaultAsync(request => request.FormId == ask.FormId, cancellation) is { } sent)
            return sent.LearnerId == learnerId ? new AskAnswer.Asked(sent.Id, sent.Number, []) : null;
        var learner = (await LearnerRecord.ReadAsync(db, book, [learnerId], cancellation)).Single();
        var picked = ask.Credentials.ToHashSet();
        if (!picked.All(learner.Credentials.ContainsKey))
            return null;
        var code = ask.Course?.Trim().ToUpperInvariant() ?? "";
        var course = code.Length == 0 ? null : await db.Courses.AsNoTracking().FirstOrDefaultAsync(course => course.Code == code, cancellation);
        if (course is null && code.Length > 0)
            return new AskAnswer.UnknownCourse($"There is no course {code} here: write its subject and number, such as MATH 1431, or leave it empty.");

        var now = time.GetUtcNow().UtcDateTime;
        var today = book.Institution.LocalDate(now);
        var evaluation = RuleEngine.Evaluate(book.Book, learner.Portfolio, book.Policy, today);
        var fitting = evaluation.Decisions.Where(decision => (decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request || decision.AsksPerson) && decision.Credentials.Any(credential => picked.Contains(credential.Id)))
            .Select(decision => (Decision: decision, Lines: RuleLines.Of(decision, learner, book, "You asked for it: a person confirms it.").ToList())).Where(pair => pair.Lines.Count > 0).ToList();
        var lines = fitting.SelectMany(pair => pair.Lines).ToList();
        var earlier = await EarlierDecisions.ReadAsync(db, learnerId, cancellation);
        var rest = picked.Except(fitting.SelectMany(pair => pair.Decision.Credentials).Select(credential => credential.Id)).Order().ToList();
        var beside = rest.Select(credential => earlier.About(credential, learner)).OfType<string>().ToList();
        var open = rest.FindAll(credential => earlier.About(credential, learner) is null);
        if (course is not null && open.Count > 0)
            lines.Add(LookAt(open, learner, evaluation, course));
        else
            lines.AddRange(open.Select(credential => LookAt([credential], learner, evaluation, null)));
        return lines.Count == 0 ? new AskAnswer.AskedBefore(beside) : await OpenAsync(learner.Learner, ask, lines, beside, course, actor, now, today, cancellation);
    }

    private async Task<AskAnswer> OpenAsync(Learner learner, CreditAsk ask, List<RequestLine> lines, List<string> beside, Course? course, Actor actor, DateTime now, DateOnly today, CancellationToken cancellation)
    {
        var clock = await RequestClock.ReadAsync(db, cancellation);
        var request = new CreditRequest
        {
            Number = (await RequestNumbers.AfterLastAsync(db, today.Year, cancellation)).Next(),
            LearnerId = learner.Id,
            Origin = RequestOrigin.Learner,
            OpenedAt = now,
            FormId = ask.FormId,
            Statement = ask.Statement.Trim(),
            PromisedOn = clock.PromisedOn(learner.Population, today),
        };
        request.Lines.AddRange(lines);
        request.Submit(now, clock.AfterWorkingDays(today, RequestClock.OfficeDays));
        request.Attachments.AddRange(AttachmentStore.Admit(request, ask.Files, actor.Name, now));
        request.Entries.Add(new RequestEntry
        {
            Kind = RequestEntryKind.Submitted,
            At = now,
            ByName = actor.Name,
            ByUserId = actor.UserId,
            Text = string.Join("\n\n", new[] { course is null ? "" : $"Hopes for {course.Code}, {course.Title}.", request.Statement }.Where(part => part.Length > 0)),
            IsForLearner = true,
        });
        db.CreditRequests.Add(request);
        db.AuditEntries.Add(AuditEntry.Of(actor, now, "Credit asked for", nameof(CreditRequest), request.Id, null, request.State.ToString()));
        await consents.GiveAsync(learner.Id, ConsentKind.Evaluation, ConsentText, actor, now, cancellation);
        await letters.ToLearnerAsync(LetterEvent.RequestReceived, learner, request, new Dictionary<string, string> { ["promised"] = RuleWords.Day(request.PromisedOn.Value) }, cancellation);
        return new AskAnswer.Asked(request.Id, request.Number, beside);
    }

    /// <summary>A line that no rule stands behind: what it is worth, a person says; a course begins with what the catalogue gives it.</summary>
    private static RequestLine LookAt(List<Guid> credentials, LearnerRecord learner, Evaluation evaluation, Course? course)
    {
        var said = evaluation.Decisions.Where(decision => credentials.Exists(credential => IsAbout(decision.Requirement, credential))).Select(decision => decision.Explanation).ToList();
        return new RequestLine
        {
            AwardLineId = OwnLine,
            Basis = Basis.Microcredential,
            Kind = course is null ? AwardKind.Elective : AwardKind.Course,
            CourseCode = course?.Code,
            CourseGroups = course is null or { IsPlaceholder: true } ? [] : [course.Group],
            CourseLevel = (course?.Level ?? CourseLevel.Lower).ToString(),
            Credits = course?.Credits ?? 0,
            Explanation = said.Count > 0 ? string.Join('\n', said) : $"No published rule names {string.Join(", ", credentials.Select(credential => learner.Credentials[credential].Title))} yet.",
            ReviewReason = "No published rule gives credit for it: you asked for a person to look.",
            Evidence = credentials.ConvertAll(credential => RuleLines.EvidenceOf(learner, credential)),
            UseKeys = credentials.ConvertAll(credential => UseKey.OfCredential(learner.Credentials[credential].Credential.CanonicalId)),
        };
    }

    private static bool IsAbout(ExplainedCondition condition, Guid credential) => condition.CredentialId == credential || condition.Parts.Any(part => IsAbout(part, credential));
}
