using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>What the queue is narrowed to, as it stands in the address.</summary>
internal sealed record QueueFilter
{
    public enum Shown
    {
        Waiting,
        Mine,
        WithFaculty,
        WithLearner,
        Appeals,
        Decided,
        All,
    }

    public Shown Show { get; init; }
    public string? Rule { get; init; }
    public string? Partner { get; init; }
    public string? Department { get; init; }
    public Population? Population { get; init; }
    public bool Overdue { get; init; }
    public bool Unassigned { get; init; }

    public bool IsNarrow => Rule is not null || Partner is not null || Department is not null || Population is not null || Overdue || Unassigned;

    /// <param name="requests">Those the person may see.</param>
    public IQueryable<CreditRequest> In(IQueryable<CreditRequest> requests, BridgeDbContext db, RequestScope scope, Guid self, DateOnly today)
    {
        var people = ActingFor.People(db, self, today).Select(user => user.Id);
        requests = Show switch
        {
            Shown.Waiting when Overdue => requests.Where(request => request.State != RequestState.Draft),
            Shown.Waiting => WaitingRequests.Of(requests),
            Shown.Mine => requests.Where(request => people.Contains(request.AssigneeId!.Value) && request.State != RequestState.Decided && request.State != RequestState.Withdrawn),
            Shown.WithFaculty => requests.Where(request => request.State == RequestState.WithFaculty),
            Shown.WithLearner => requests.Where(request => request.State == RequestState.MoreInformation),
            Shown.Appeals => requests.Where(request => request.State == RequestState.Appealed),
            Shown.Decided => requests.Where(request => request.State == RequestState.Decided),
            _ => requests,
        };
        if (Rule is { } rule)
            requests = requests.Where(request => request.Lines.Any(line => line.RuleCode == rule));
        if (Partner is { } partner)
            requests = scope.RestingOn(requests, partner);
        if (Department is { } department)
            requests = scope.Concerning(requests, [department]);
        if (Population is { } population)
            requests = requests.Where(request => db.Learners.Any(learner => learner.Id == request.LearnerId && learner.Population == population));
        if (Overdue)
            requests = WaitingRequests.Overdue(requests, today);
        if (Unassigned)
            requests = requests.Where(request => request.AssigneeId == null);
        return requests;
    }
}
