using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>What learners do with requests of their own. Whose request it is, is asked each time: false means that the learner has none of this id.</summary>
public sealed class OwnRequests(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    public const int MostCharacters = 4_000;
    private const int MostMessages = 100;

    /// <summary>The same words again within this time are the same form sent twice.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromMinutes(10);

    /// <summary>A message to the office; where the office has asked, its answer.</summary>
    /// <exception cref="IllegalMoveException">The request is withdrawn, or there are too many messages or files.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the request in the same moment.</exception>
    public Task<bool> WriteAsync(Guid learnerId, Guid requestId, string text, IReadOnlyList<StoredFile> files, Actor actor, CancellationToken cancellation) =>
        ActAsync(learnerId, requestId, actor, async (request, learner, now, today) =>
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(text);
            if (request.State == RequestState.Withdrawn)
                throw new IllegalMoveException("This request is withdrawn: ask anew, and write there.");
            var mine = await db.RequestEntries.AsNoTracking().Where(entry => entry.RequestId == requestId && entry.ByUserId == actor.UserId && (entry.Kind == RequestEntryKind.Message || entry.Kind == RequestEntryKind.InformationGiven)).OrderByDescending(entry => entry.At).Take(MostMessages).ToListAsync(cancellation);
            if (files.Count == 0 && mine is [var last, ..] && last.Text == text.Trim() && now - last.At < Echo)
                return;
            if (mine.Count >= MostMessages)
                throw new IllegalMoveException($"You have written {MostMessages} messages about this request: call the registrar's office.");
            if (request.State != RequestState.MoreInformation)
            {
                Append(request, RequestEntryKind.Message, text, files, "Message written", null, actor, now);
                return;
            }

            var clock = await RequestClock.ReadAsync(db, cancellation);
            request.LearnerAnswered(now, clock.AfterWorkingDays(today, RequestClock.OfficeDays));
            Append(request, RequestEntryKind.InformationGiven, text, files, "Question answered", RequestState.MoreInformation, actor, now);
        }, cancellation);

    /// <exception cref="IllegalMoveException">It is decided, or part of it is granted.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the request in the same moment.</exception>
    public Task<bool> WithdrawAsync(Guid learnerId, Guid requestId, Actor actor, CancellationToken cancellation) =>
        ActAsync(learnerId, requestId, actor, (request, _, now, _) =>
        {
            var before = request.State;
            if (before == RequestState.Withdrawn)
                return Task.CompletedTask;
            request.Withdraw(now);
            Append(request, RequestEntryKind.Withdrawn, "", [], "Request withdrawn", before, actor, now);
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Asks for another look at what was declined, by somebody who took no part.</summary>
    /// <exception cref="IllegalMoveException">It is not decided, was appealed before, or nothing was declined.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed the request in the same moment.</exception>
    public Task<bool> AppealAsync(Guid learnerId, Guid requestId, string reason, IReadOnlyList<StoredFile> files, Actor actor, CancellationToken cancellation) =>
        ActAsync(learnerId, requestId, actor, async (request, learner, now, today) =>
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reason);
            if (request.State == RequestState.Appealed)
                return;
            var declined = request.Lines.Where(line => line.State == LineState.Declined)
                .Select(line => $"{AwardWords.Of(line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel, line.Options)}: {line.DeclineReason} by {line.DecidedBy}. {line.DecisionSentence}").ToList();
            var clock = await RequestClock.ReadAsync(db, cancellation);
            request.Appeal(now, clock.AfterWorkingDays(today, RequestClock.OfficeDays));
            request.PromisedOn = clock.PromisedOn(learner.Population, today);
            Append(request, RequestEntryKind.Appealed, reason, files, "Decision appealed", RequestState.Decided, actor, now, string.Join('\n', declined));
            await letters.ToLearnerAsync(LetterEvent.AppealReceived, learner, request, new Dictionary<string, string> { ["promised"] = RuleWords.Day(request.PromisedOn.Value) }, cancellation);
        }, cancellation);

    private async Task<bool> ActAsync(Guid learnerId, Guid requestId, Actor actor, Func<CreditRequest, Learner, DateTime, DateOnly, Task> act, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AskForCredit);
        return await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var request = await db.CreditRequests.AsTracking().Include(request => request.Lines).Include(request => request.Attachments).AsSplitQuery()
                .FirstOrDefaultAsync(request => request.Id == requestId && request.LearnerId == learnerId, cancellation);
            if (request is null)
                return false;
            var now = time.GetUtcNow().UtcDateTime;
            var learner = await db.Learners.SingleAsync(learner => learner.Id == learnerId, cancellation);
            await act(request, learner, now, (await InstitutionAsync(cancellation)).LocalDate(now));
            return true;
        }, cancellation);
    }

    private Task<Catalog.Institution> InstitutionAsync(CancellationToken cancellation) => db.Institutions.AsNoTracking().SingleAsync(cancellation);

    private void Append(CreditRequest request, RequestEntryKind kind, string text, IReadOnlyList<StoredFile> files, string action, RequestState? before, Actor actor, DateTime now, string? why = null)
    {
        db.Attachments.AddRange(AttachmentStore.Admit(request, files, actor.Name, now));
        db.RequestEntries.Add(new RequestEntry { RequestId = request.Id, Kind = kind, At = now, ByName = actor.Name, ByUserId = actor.UserId, Text = text.Trim(), IsForLearner = true });
        db.AuditEntries.Add(AuditEntry.Of(actor, now, action, nameof(CreditRequest), request.Id, before?.ToString(), request.State.ToString(), why));
    }
}
