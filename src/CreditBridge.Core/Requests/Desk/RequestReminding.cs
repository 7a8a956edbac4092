using CreditBridge.Core.Access;
using CreditBridge.Core.Letters;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>
/// Reminds whoever has the turn and has let it lie: faculty once its days are over, the registrar after twice as many, the learner before theirs are. It finds its work in
/// the rows, tells each once a turn, and closes nothing.
/// </summary>
public sealed class RequestReminding(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    /// <summary>Working days before the learner's last one on which they are reminded.</summary>
    public const int LearnerNoticeDays = 5;

    private const int BatchSize = 200;

    /// <returns>How many reminders and escalations were written.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        if (await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } institution)
            return 0;
        var today = institution.LocalDate(time.GetUtcNow().UtcDateTime);
        var clock = await RequestClock.ReadAsync(db, cancellation);
        var notice = clock.AfterWorkingDays(today, LearnerNoticeDays);
        // The latest day on which a turn of faculty can have begun that is to be escalated today; two days wider than the calendar, for every time zone.
        var since = today;
        while (clock.AfterWorkingDays(since, 2 * RequestClock.FacultyDays) >= today)
            since = since.AddDays(-1);
        var began = since.AddDays(2).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var due = await db.CreditRequests.Where(request =>
                (request.State == RequestState.WithFaculty && request.TurnDueOn < today && (request.RemindedAt == null || (request.EscalatedAt == null && request.TurnBeganAt < began)))
                || (request.State == RequestState.MoreInformation && request.TurnDueOn <= notice && request.RemindedAt == null))
            .OrderBy(request => request.TurnDueOn).ThenBy(request => request.Id).Take(BatchSize).Select(request => request.Id).ToListAsync(cancellation);
        var told = 0;
        foreach (var id in due)
        {
            try
            {
                await db.ActAsync(id, time, async (request, now) => told += await TellAsync(request, institution.LocalDate(now), institution.LocalDate(request.TurnBeganAt!.Value), clock, now, cancellation), cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody acted on it in this moment: the next sweep looks again.
            }
        }

        return told;
    }

    private async Task<int> TellAsync(CreditRequest request, DateOnly today, DateOnly since, RequestClock clock, DateTime now, CancellationToken cancellation)
    {
        switch (request.State)
        {
            case RequestState.MoreInformation when request.RemindedAt is null && request.TurnDueOn <= clock.AfterWorkingDays(today, LearnerNoticeDays):
                await RemindLearnerAsync(request, now, cancellation);
                return 1;
            case RequestState.WithFaculty when request.EscalatedAt is null && clock.AfterWorkingDays(since, 2 * RequestClock.FacultyDays) < today:
                await EscalateAsync(request, now, cancellation);
                return 1;
            case RequestState.WithFaculty when request.RemindedAt is null && request.TurnDueOn < today:
                await RemindFacultyAsync(request, now, cancellation);
                return 1;
            default:
                return 0;
        }
    }

    private async Task RemindLearnerAsync(CreditRequest request, DateTime now, CancellationToken cancellation)
    {
        request.RemindedAt = now;
        var question = await db.RequestEntries.Where(entry => entry.RequestId == request.Id && entry.Kind == RequestEntryKind.InformationAsked).OrderByDescending(entry => entry.At).Select(entry => entry.Text).FirstOrDefaultAsync(cancellation) ?? "";
        var learner = await db.Learners.SingleAsync(learner => learner.Id == request.LearnerId, cancellation);
        db.Tell(request, RequestEntryKind.Reminded, "Reminded of the open question.", isForLearner: true, Actor.Night, now, "Learner reminded");
        await letters.ToLearnerAsync(LetterEvent.InformationAsked, learner, request, new Dictionary<string, string> { ["question"] = question, ["due"] = RequestTurns.DayOf(request.TurnDueOn!.Value), ["by"] = "" }, cancellation);
    }

    private async Task RemindFacultyAsync(CreditRequest request, DateTime now, CancellationToken cancellation)
    {
        request.RemindedAt = now;
        var department = await NameAsync(request, cancellation);
        db.Tell(request, RequestEntryKind.Reminded, $"Faculty of {department} reminded.", isForLearner: false, Actor.Night, now, "Faculty reminded");
        foreach (var user in await RequestTurns.FacultyOfAsync(db, request.DepartmentCode!, cancellation))
            await letters.ToUserAsync(LetterEvent.FacultyReminded, user, request, Values(department, request), cancellation);
    }

    private async Task EscalateAsync(CreditRequest request, DateTime now, CancellationToken cancellation)
    {
        (request.EscalatedAt, request.RemindedAt) = (now, request.RemindedAt ?? now);
        var department = await NameAsync(request, cancellation);
        db.Tell(request, RequestEntryKind.Escalated, $"Faculty of {department} has not answered: the registrar is told.", isForLearner: false, Actor.Night, now, "Escalated to the registrar");
        foreach (var user in await db.Users.AsNoTracking().Where(user => user.Role == Role.Registrar && user.DisabledAt == null).OrderBy(user => user.Id).ToListAsync(cancellation))
            await letters.ToUserAsync(LetterEvent.Escalated, user, request, Values(department, request), cancellation);
    }

    private static Dictionary<string, string> Values(string department, CreditRequest request) => new() { ["department"] = department, ["due"] = RequestTurns.DayOf(request.TurnDueOn!.Value) };

    private async Task<string> NameAsync(CreditRequest request, CancellationToken cancellation) =>
        await db.Departments.Where(one => one.Code == request.DepartmentCode).Select(one => one.Name).SingleOrDefaultAsync(cancellation) ?? request.DepartmentCode ?? "";
}
