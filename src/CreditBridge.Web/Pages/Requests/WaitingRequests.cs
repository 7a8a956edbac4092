using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>Requests of which a person here must decide a line.</summary>
internal static class WaitingRequests
{
    public static IQueryable<CreditRequest> In(BridgeDbContext db) => db.CreditRequests.AsNoTracking()
        .Where(request => request.State == RequestState.Submitted || request.State == RequestState.InEvaluation || request.State == RequestState.WithFaculty);
}
