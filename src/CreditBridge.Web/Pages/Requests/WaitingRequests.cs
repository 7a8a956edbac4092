using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>Requests by whose turn it is.</summary>
internal static class WaitingRequests
{
    /// <summary>Those that wait for the office.</summary>
    public static IQueryable<CreditRequest> In(BridgeDbContext db) => Of(db.CreditRequests.AsNoTracking());

    /// <inheritdoc cref="In"/>
    public static IQueryable<CreditRequest> Of(IQueryable<CreditRequest> requests) => requests
        .Where(request => request.State == RequestState.Submitted || request.State == RequestState.InEvaluation || request.State == RequestState.Appealed);

    /// <summary>Those not answered in time. While the learner is asked, the promise rests.</summary>
    public static IQueryable<CreditRequest> Overdue(IQueryable<CreditRequest> requests, DateOnly today) => requests.Where(request => request.PromisedOn < today
        && (request.State == RequestState.Submitted || request.State == RequestState.InEvaluation || request.State == RequestState.Appealed || request.State == RequestState.WithFaculty));

    /// <summary>Whether a line of this request can be decided now.</summary>
    public static Task<bool> CanDecideAsync(BridgeDbContext db, Guid id, CancellationToken cancel) => db.CreditRequests.AnyAsync(request => request.Id == id
        && (request.State == RequestState.Submitted || request.State == RequestState.InEvaluation || request.State == RequestState.Appealed || request.State == RequestState.WithFaculty), cancel);

    /// <summary>The one to do next: the oldest that nobody else looks at.</summary>
    public static async Task<Guid?> NextAsync(BridgeDbContext db, Guid except, Guid self, CancellationToken cancel) => (await In(db)
        .Where(request => request.Id != except && (request.AssigneeId == null || request.AssigneeId == self))
        .OrderBy(request => request.OpenedAt).ThenBy(request => request.Id).FirstOrDefaultAsync(cancel))?.Id;
}
