using CreditBridge.Core.Access;
using CreditBridge.Core.Letters;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Gives the turn to somebody else: to the learner with a question, or to the faculty of a department.</summary>
public sealed class RequestTurns(BridgeDbContext db, LetterWriting letters, TimeProvider time)
{
    /// <summary>Asks the learner for more. The promise of an answer rests until they have answered.</summary>
    /// <exception cref="IllegalMoveException">Nothing was asked, or the request is not with the office.</exception>
    public Task AskLearnerAsync(Guid requestId, string? question, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        var words = DeskActs.Words(question, "Write what the learner is asked for.");
        return db.ActAsync(requestId, time, async (request, now) =>
        {
            var before = request.State;
            var dueOn = await RequestClock.DueOnAsync(db, now, RequestClock.LearnerDays, cancellation);
            request.AskLearner(now, dueOn);
            request.TookPart(actor.UserId);
            db.Tell(request, RequestEntryKind.InformationAsked, words, isForLearner: true, actor, now, "Learner asked for more", before);
            var learner = await db.Learners.SingleAsync(learner => learner.Id == request.LearnerId, cancellation);
            await letters.ToLearnerAsync(LetterEvent.InformationAsked, learner, request, new Dictionary<string, string> { ["question"] = words, ["due"] = DayOf(dueOn), ["by"] = actor.Name }, cancellation);
        }, cancellation);
    }

    /// <param name="department">Null: the department of the courses that are still open, where it is one.</param>
    /// <param name="note">What faculty should look at; the learner does not see it.</param>
    /// <exception cref="IllegalMoveException">The department is not clear or has nobody who answers for it, or the request is not with the office.</exception>
    public Task SendToFacultyAsync(Guid requestId, string? department, string? note, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        var words = string.IsNullOrWhiteSpace(note) ? "" : DeskActs.Words(note, "");
        return db.ActAsync(requestId, time, async (request, now) =>
        {
            var before = request.State;
            var code = string.IsNullOrWhiteSpace(department) ? await OnlyDepartmentAsync(request, cancellation) : department.Trim();
            var name = await db.Departments.Where(one => one.Code == code).Select(one => one.Name).SingleOrDefaultAsync(cancellation)
                ?? throw new IllegalMoveException($"There is no department {code}.");
            var faculty = await FacultyOfAsync(db, code, cancellation);
            if (faculty.Count == 0)
                throw new IllegalMoveException($"Nobody answers for {name} yet: an administrator names a faculty approver for it first.");
            var dueOn = await RequestClock.DueOnAsync(db, now, RequestClock.FacultyDays, cancellation);
            request.SendToFaculty(code, now, dueOn);
            request.TookPart(actor.UserId);
            db.Tell(request, RequestEntryKind.SentToFaculty, words.Length == 0 ? $"To {name}." : $"To {name}: {words}", isForLearner: false, actor, now, "Sent to faculty", before);
            foreach (var user in faculty)
                await letters.ToUserAsync(LetterEvent.FacultyAsked, user, request, new Dictionary<string, string> { ["department"] = name, ["note"] = words, ["due"] = DayOf(dueOn) }, cancellation);
        }, cancellation);
    }

    /// <summary>Who answers for a department, the deputies of today not counted: they see it on their page.</summary>
    internal static Task<List<User>> FacultyOfAsync(BridgeDbContext db, string department, CancellationToken cancellation) =>
        db.Users.AsNoTracking().Where(user => user.DepartmentCode == department && user.Role == Role.FacultyApprover && user.DisabledAt == null).OrderBy(user => user.Id).ToListAsync(cancellation);

    internal static string DayOf(DateOnly day) => day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> OnlyDepartmentAsync(CreditRequest request, CancellationToken cancellation)
    {
        var departments = await LineDepartments.ReadAsync(db, request.Lines, cancellation);
        var codes = request.Lines.Where(line => line.State == LineState.Open).SelectMany(departments.Of).Distinct().ToList();
        return codes.Count == 1 ? codes[0] : throw new IllegalMoveException(codes.Count == 0
            ? "Its lines name no course of the catalogue: choose the department that should look."
            : $"Its lines are of several departments ({string.Join(", ", codes)}): choose one.");
    }
}
