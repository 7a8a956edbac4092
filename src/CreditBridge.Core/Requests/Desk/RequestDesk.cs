using CreditBridge.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Who looks at a request, and what staff writes about it.</summary>
public sealed class RequestDesk(BridgeDbContext db, TimeProvider time)
{
    /// <summary>'Being looked at by …': others see so, and leave it.</summary>
    /// <param name="takesOver">Said a second time, by somebody who has seen who has it.</param>
    /// <exception cref="IllegalMoveException">Somebody else has it (the message names who), the request is closed, or it is an appeal and this person took part before.</exception>
    public Task ClaimAsync(Guid requestId, bool takesOver, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        return db.ActAsync(requestId, time, async (request, now) =>
        {
            if (request.AssigneeId == actor.UserId)
                return;
            var other = await NameAsync(request.AssigneeId, cancellation);
            if (other is not null && !takesOver)
                throw new IllegalMoveException($"{other} is looking at it. Ask first; then take it over if you have to.");
            DemandNoPart(request, actor.UserId);
            request.Assign(actor.UserId);
            db.Tell(request, RequestEntryKind.Claimed, other is null ? "" : $"Taken over from {other}.", isForLearner: false, actor, now, other is null ? "Request claimed" : "Request taken over");
        }, cancellation);
    }

    /// <summary>Back into the queue. Only who has it can let go of it; somebody else takes it over, or the registrar assigns it.</summary>
    /// <exception cref="IllegalMoveException">Somebody else has it, or the request is closed.</exception>
    public Task ReleaseAsync(Guid requestId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        return db.ActAsync(requestId, time, (request, now) =>
        {
            if (request.AssigneeId is null)
                return Task.CompletedTask;
            if (request.AssigneeId != actor.UserId)
                throw new IllegalMoveException("Somebody else has it by now: only they can give it back.");
            request.Assign(null);
            db.Tell(request, RequestEntryKind.Assigned, "Given back to the queue.", isForLearner: false, actor, now, "Request released");
            return Task.CompletedTask;
        }, cancellation);
    }

    /// <summary>Puts requests into somebody's hands, or back into the queue: each in a transaction of its own.</summary>
    /// <returns>How many were assigned, and a sentence for each that could not be.</returns>
    /// <exception cref="IllegalMoveException">That person does not decide requests.</exception>
    public async Task<(int Assigned, IReadOnlyList<string> Refused)> AssignAsync(IReadOnlyCollection<Guid> requestIds, Guid? toUserId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AssignRequests);
        var to = toUserId is { } id ? await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id && user.DisabledAt == null, cancellation) : null;
        if (toUserId is not null && (to is null || !RolePermissions.Allows(to.Role, Permissions.DecideRequests)))
            throw new IllegalMoveException("That person does not decide requests.");
        List<string> refused = [];
        foreach (var requestId in requestIds.Distinct())
        {
            try
            {
                await db.ActAsync(requestId, time, (request, now) =>
                {
                    DemandNoPart(request, to?.Id);
                    request.Assign(to?.Id);
                    db.Tell(request, RequestEntryKind.Assigned, to is null ? "Given back to the queue." : $"Assigned to {to.Name}.", isForLearner: false, actor, now, "Request assigned");
                    return Task.CompletedTask;
                }, cancellation);
            }
            catch (IllegalMoveException problem)
            {
                refused.Add(problem.Message);
            }
            catch (DbUpdateConcurrencyException)
            {
                refused.Add($"Request {await NumberAsync(requestId, cancellation)} was changed by somebody else in the same moment.");
            }
        }

        return (requestIds.Distinct().Count() - refused.Count, refused);
    }

    /// <summary>A note among staff: the learner never sees it.</summary>
    /// <exception cref="IllegalMoveException">Nothing was written, or too much.</exception>
    public Task NoteAsync(Guid requestId, string? text, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        var words = DeskActs.Words(text, "Write the note first.");
        return db.ActAsync(requestId, time, (request, now) =>
        {
            db.Tell(request, RequestEntryKind.Note, words, isForLearner: false, actor, now, "Note written");
            return Task.CompletedTask;
        }, cancellation);
    }

    /// <summary>A message the learner reads on the page of the request. It asks for nothing, so nobody's turn changes.</summary>
    /// <exception cref="IllegalMoveException">Nothing was written, or too much.</exception>
    public Task MessageAsync(Guid requestId, string? text, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        var words = DeskActs.Words(text, "Write the message first.");
        return db.ActAsync(requestId, time, (request, now) =>
        {
            db.Tell(request, RequestEntryKind.Message, words, isForLearner: true, actor, now, "Message to the learner");
            return Task.CompletedTask;
        }, cancellation);
    }

    private static void DemandNoPart(CreditRequest request, Guid? userId)
    {
        if (request.State == RequestState.Appealed && userId is { } id && request.Participants.Contains(id))
            throw new IllegalMoveException($"Who took part in the first decision of request {request.Number} cannot have its appeal: somebody else decides it.");
    }

    private async Task<string?> NameAsync(Guid? userId, CancellationToken cancellation) =>
        userId is { } id ? await db.Users.Where(user => user.Id == id && user.DisabledAt == null).Select(user => user.Name).SingleOrDefaultAsync(cancellation) : null;

    private Task<string?> NumberAsync(Guid requestId, CancellationToken cancellation) =>
        db.CreditRequests.Where(request => request.Id == requestId).Select(request => request.Number).SingleOrDefaultAsync(cancellation);
}
