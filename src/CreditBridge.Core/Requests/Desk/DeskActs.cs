using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>What every act on a request has in common: read for changing, changed, and told in its history and in the trail, in one transaction.</summary>
internal static class DeskActs
{
    public const int MostCharacters = 2000;

    /// <exception cref="DbUpdateConcurrencyException">Somebody else acted on it in the same moment.</exception>
    public static Task ActAsync(this BridgeDbContext db, Guid requestId, TimeProvider time, Func<CreditRequest, DateTime, Task> act, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var request = await db.CreditRequests.AsTracking().Include(request => request.Lines).SingleAsync(request => request.Id == requestId, cancellation);
        await act(request, time.GetUtcNow().UtcDateTime);
    }, cancellation);

    /// <summary>Appends to the history and to the trail.</summary>
    /// <param name="action">As the trail names it; null: the trail has an entry of its own already.</param>
    public static void Tell(this BridgeDbContext db, CreditRequest request, RequestEntryKind kind, string text, bool isForLearner, Actor actor, DateTime at, string? action = null, RequestState? before = null)
    {
        db.RequestEntries.Add(new RequestEntry { RequestId = request.Id, Kind = kind, At = at, ByName = actor.Name, ByUserId = actor.UserId, Text = text, IsForLearner = isForLearner });
        if (action is not null)
            db.AuditEntries.Add(AuditEntry.Of(actor, at, action, nameof(CreditRequest), request.Id, (before ?? request.State).ToString(), request.State.ToString(), text.Length == 0 ? null : text));
    }

    /// <summary>What somebody wrote, trimmed.</summary>
    /// <exception cref="IllegalMoveException">There is nothing, or too much of it.</exception>
    public static string Words(string? text, string whenMissing)
    {
        var words = text?.Trim() ?? "";
        if (words.Length == 0)
            throw new IllegalMoveException(whenMissing);
        return words.Length <= MostCharacters ? words : throw new IllegalMoveException($"At most {MostCharacters:N0} characters; this is {words.Length:N0}.");
    }
}
