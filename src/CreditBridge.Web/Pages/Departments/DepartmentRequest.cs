using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Pages.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Departments;

/// <summary>A request that waits for a department, with why it came.</summary>
/// <param name="Why">The entry with which it was sent.</param>
/// <param name="Mine">Open lines this person's departments answer for.</param>
internal sealed record DepartmentRequest(RequestView View, RequestEntry? Why, IReadOnlyList<RequestLine> Mine)
{
    public static IQueryable<CreditRequest> WaitingFor(BridgeDbContext db, IReadOnlyCollection<string> departments) =>
        db.CreditRequests.AsNoTracking().Where(request => request.State == RequestState.WithFaculty && departments.Contains(request.DepartmentCode!));

    public static async Task<IReadOnlyList<DepartmentRequest>> ReadAsync(BridgeDbContext db, IReadOnlyList<Guid> ids, IReadOnlyCollection<string> departments, CancellationToken cancel)
    {
        List<DepartmentRequest> all = [];
        foreach (var id in ids)
        {
            if (await RequestView.OfAsync(db, id, cancel) is not { } view)
                continue;
            var why = await db.RequestEntries.AsNoTracking().Where(entry => entry.RequestId == id && entry.Kind == RequestEntryKind.SentToFaculty).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).FirstOrDefaultAsync(cancel);
            var own = await LineDepartments.ReadAsync(db, view.Request.Lines, cancel);
            all.Add(new(view, why, [.. view.Lines.Where(line => line.State == LineState.Open && own.Answers(line, departments))]));
        }

        return all;
    }
}
