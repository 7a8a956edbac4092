using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>One request of the queue.</summary>
internal sealed record QueueRow
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Learner { get; init; }
    public required string FamilyName { get; init; }
    public required string StudentNumber { get; init; }
    public required DateTime OpenedAt { get; init; }
    public required DateTime? DecidedAt { get; init; }
    public required RequestState State { get; init; }
    public required DateOnly? PromisedOn { get; init; }
    public required string? Department { get; init; }

    /// <summary>Who looks at it.</summary>
    public required string? Assignee { get; init; }
    public required int Lines { get; init; }
    public required int OpenLines { get; init; }

    /// <summary>Summed by the database as a double: SQLite has no decimals, and these are a few hundred at most.</summary>
    public required double Credits { get; init; }

    public static IQueryable<QueueRow> From(BridgeDbContext db, IQueryable<CreditRequest> requests) =>
        from request in requests
        join learner in db.Learners on request.LearnerId equals learner.Id
        join user in db.Users on request.AssigneeId equals (Guid?)user.Id into users
        from user in users.DefaultIfEmpty()
        select new QueueRow
        {
            Id = request.Id,
            Number = request.Number,
            Learner = learner.GivenName + " " + learner.FamilyName,
            FamilyName = learner.FamilyName,
            StudentNumber = learner.StudentNumber,
            OpenedAt = request.OpenedAt,
            DecidedAt = request.DecidedAt,
            State = request.State,
            PromisedOn = request.PromisedOn,
            Department = request.DepartmentCode,
            Assignee = user.Name,
            Lines = request.Lines.Count,
            OpenLines = request.Lines.Count(line => line.State == LineState.Open),
            Credits = request.Lines.Select(line => (double)line.Credits).Sum(),
        };
}
