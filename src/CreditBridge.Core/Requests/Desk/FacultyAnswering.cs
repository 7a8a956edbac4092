using CreditBridge.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Faculty answers for its department: approves a line, or gives the request back with a reason. A 'no' stays the office's.</summary>
public sealed class FacultyAnswering(BridgeDbContext db, LineDeciding deciding, TimeProvider time)
{
    /// <summary>What somebody does for the office, as against for the department: who did any of it does not approve as faculty.</summary>
    private static readonly RequestEntryKind[] OfTheOffice =
        [RequestEntryKind.Claimed, RequestEntryKind.Assigned, RequestEntryKind.InformationAsked, RequestEntryKind.SentToFaculty, RequestEntryKind.Message];

    /// <summary>Decides the line. When nothing is left that this department answers for, the rest goes back to the office.</summary>
    /// <exception cref="IllegalMoveException">The request does not wait for one of the actor's departments, the line is another department's, or the actor took part before.</exception>
    public Task ApproveAsync(Guid lineId, LineApproval approval, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AnswerForDepartment);
        return deciding.ApproveAsync(lineId, approval, actor,
            async (request, line, now) =>
            {
                var mine = await DemandTurnAsync(request, actor, now, cancellation);
                var departments = await LineDepartments.ReadAsync(db, [line], cancellation);
                if (!departments.Answers(line, mine) || !departments.AnswersFor(line, approval.Choice, mine))
                    throw new IllegalMoveException($"This line is of {string.Join(" and ", departments.Of(line))}: give the request back, so that the office can ask there.");
            },
            async (request, now) =>
            {
                if (request.State != RequestState.WithFaculty)
                    return;
                var mine = await DepartmentsAsync(actor, now, cancellation);
                var departments = await LineDepartments.ReadAsync(db, request.Lines, cancellation);
                if (request.Lines.Exists(line => line.State == LineState.Open && departments.Answers(line, mine)))
                    return;
                request.ReturnFromFaculty(now, await RequestClock.DueOnAsync(db, now, RequestClock.OfficeDays, cancellation));
                db.Tell(request, RequestEntryKind.ReturnedByFaculty, "What is left is for another department.", isForLearner: false, actor, now, "Returned by faculty", RequestState.WithFaculty);
            },
            cancellation);
    }

    /// <exception cref="IllegalMoveException">No reason is given, or the request does not wait for one of the actor's departments.</exception>
    public Task ReturnAsync(Guid requestId, string? reason, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AnswerForDepartment);
        var words = DeskActs.Words(reason, "Say why it goes back: the office reads it.");
        return db.ActAsync(requestId, time, async (request, now) =>
        {
            await DemandTurnAsync(request, actor, now, cancellation, isApproval: false);
            request.ReturnFromFaculty(now, await RequestClock.DueOnAsync(db, now, RequestClock.OfficeDays, cancellation));
            request.TookPart(actor.UserId);
            db.Tell(request, RequestEntryKind.ReturnedByFaculty, words, isForLearner: false, actor, now, "Returned by faculty", RequestState.WithFaculty);
        }, cancellation);
    }

    private async Task<List<string>> DemandTurnAsync(CreditRequest request, Actor actor, DateTime now, CancellationToken cancellation, bool isApproval = true)
    {
        var mine = await DepartmentsAsync(actor, now, cancellation);
        if (request.State != RequestState.WithFaculty || request.DepartmentCode is not { } asked)
            throw new IllegalMoveException($"Request {request.Number} does not wait for faculty any more.");
        if (!mine.Contains(asked))
            throw new IllegalMoveException($"Request {request.Number} waits for {asked}, which is not yours to answer for.");
        if (isApproval && await db.RequestEntries.AnyAsync(entry => entry.RequestId == request.Id && entry.ByUserId == actor.UserId && OfTheOffice.Contains(entry.Kind), cancellation))
            throw new IllegalMoveException("You took part in this request before: somebody else of the department approves it.");
        return mine;
    }

    private async Task<List<string>> DepartmentsAsync(Actor actor, DateTime now, CancellationToken cancellation)
    {
        var institution = await db.Institutions.SingleAsync(cancellation);
        return actor.UserId is { } id ? await ActingFor.DepartmentsAsync(db, id, institution.LocalDate(now), cancellation) : [];
    }
}
