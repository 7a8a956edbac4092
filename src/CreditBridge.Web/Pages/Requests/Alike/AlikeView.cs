using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Requests.Alike;

/// <summary>What the page needs to name lines that are decided or gone.</summary>
internal static class AlikeView
{
    public static async Task<IReadOnlyDictionary<Guid, (Guid Request, string Number)>> NumbersAsync(BridgeDbContext db, IReadOnlyList<AlikeRefusal> refused, CancellationToken cancel)
    {
        var ids = refused.Select(one => one.LineId).ToList();
        return await (
            from line in db.RequestLines
            join request in db.CreditRequests on line.RequestId equals request.Id
            where EF.Parameter(ids).Contains(line.Id)
            select new { line.Id, RequestId = request.Id, request.Number }).ToDictionaryAsync(row => row.Id, row => (row.RequestId, row.Number), cancel);
    }
}
