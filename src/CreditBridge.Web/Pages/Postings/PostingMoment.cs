using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Postings;

/// <summary>Something in a posting's life: a move that the trail holds, or a call to the student system with its answer.</summary>
internal sealed record PostingMoment(DateTime At, AuditEntry? Move, PostingExchange? Call)
{
    private const int Most = 100;

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<PostingMoment>> OfAsync(BridgeDbContext db, Guid postingId, CancellationToken cancel)
    {
        var moves = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectType == nameof(Posting) && entry.SubjectId == postingId).OrderByDescending(entry => entry.At).Take(Most).ToListAsync(cancel);
        var calls = await db.PostingExchanges.AsNoTracking().Where(exchange => exchange.PostingId == postingId).OrderByDescending(exchange => exchange.At).Take(Most).ToListAsync(cancel);
        return [.. moves.Select(move => new PostingMoment(move.At, move, null)).Concat(calls.Select(call => new PostingMoment(call.At, null, call))).OrderByDescending(moment => moment.At)];
    }
}
