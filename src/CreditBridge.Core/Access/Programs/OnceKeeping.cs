using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Access;

/// <summary>
/// Does what a program asks once for each <c>Idempotency-Key</c>. The key is taken in a transaction of its own, before the work: of two at once the unique index lets one through. Who
/// breaks off in the middle leaves the key taken; after <see cref="Patience"/> the next one takes it over, so the work itself must bear being done twice.
/// </summary>
public sealed class OnceKeeping(BridgeDbContext db, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Longer than any of the work takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int InWork = 0;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<OnceTurn> BeginAsync(Guid clientId, string key, string requestHash, CancellationToken cancellation)
    {
        var (now, rows) = (Now, db.IdempotentAnswers.Where(answer => answer.ClientId == clientId && answer.Key == key));
        var (old, left) = (now - Life, now - Patience);
        await rows.Where(answer => answer.At < old || (answer.Status == InWork && answer.At < left)).ExecuteDeleteAsync(cancellation);
        if (await FoundAsync(rows, requestHash, cancellation) is { } found)
            return found;
        var mine = new IdempotentAnswer { ClientId = clientId, Key = key, RequestHash = requestHash, At = now, Status = InWork, Body = "" };
        try
        {
            await db.TransactAsync(() =>
            {
                db.ChangeTracker.Clear();
                db.IdempotentAnswers.Add(mine);
                return Task.CompletedTask;
            }, cancellation);
            return new OnceTurn.Mine(mine.Id);
        }
        catch (DbUpdateException)
        {
            // Taken in the same moment: what stands there now says by whom. Where nothing does, it was no clash.
            if (await FoundAsync(rows, requestHash, cancellation) is { } theirs)
                return theirs;
            throw;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Keeps what was answered, for whoever asks again within a day.</summary>
    public Task FinishAsync(OnceTurn.Mine turn, int status, string body, CancellationToken cancellation) =>
        db.IdempotentAnswers.Where(answer => answer.Id == turn.Id).ExecuteUpdateAsync(set => set.SetProperty(answer => answer.Status, status).SetProperty(answer => answer.Body, body), cancellation);

    /// <summary>Nothing was done: the key is free again.</summary>
    public Task DropAsync(OnceTurn.Mine turn) => db.IdempotentAnswers.Where(answer => answer.Id == turn.Id && answer.Status == InWork).ExecuteDeleteAsync(CancellationToken.None);

    /// <summary>Forgets answers that are a day old.</summary>
    public Task<int> SweepAsync(CancellationToken cancellation)
    {
        var before = Now - Life;
        return db.IdempotentAnswers.Where(answer => answer.At < before).ExecuteDeleteAsync(cancellation);
    }

    private static async Task<OnceTurn?> FoundAsync(IQueryable<IdempotentAnswer> rows, string requestHash, CancellationToken cancellation) => await rows.AsNoTracking().SingleOrDefaultAsync(cancellation) switch
    {
        null => null,
        { } other when other.RequestHash != requestHash => new OnceTurn.Another(),
        { Status: InWork } => new OnceTurn.Busy(),
        { } done => new OnceTurn.Done(done.Status, done.Body),
    };
}
