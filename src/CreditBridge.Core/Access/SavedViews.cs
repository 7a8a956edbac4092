using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Access;

/// <summary>A person's own saved lists. They are nobody else's business, and no event of the record: the trail does not tell of them.</summary>
public sealed class SavedViews(BridgeDbContext db)
{
    public const string Requests = "/requests";
    public const int MostViews = 30;
    public const int MostCharacters = 60;
    private const int MostQuery = 2000;

    /// <summary>Keeps a list under a name; one of that name is replaced.</summary>
    /// <param name="query">The page's query text, with its question mark; empty: the page as it is.</param>
    /// <exception cref="IllegalMoveException">The name is missing or too long, or there are too many.</exception>
    public Task SaveAsync(Guid userId, string page, string? name, string? query, CancellationToken cancellation)
    {
        var words = name?.Trim() ?? "";
        var text = query ?? "";
        if (words.Length is 0 or > MostCharacters)
            throw new IllegalMoveException(words.Length == 0 ? "Give the view a name." : $"A name has at most {MostCharacters} characters.");
        if (text.Length > MostQuery || (text.Length > 0 && text[0] != '?'))
            throw new IllegalMoveException("This list cannot be kept: choose fewer filters.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var own = await db.SavedViews.AsTracking().Where(view => view.UserId == userId && view.Page == page).ToListAsync(cancellation);
            if (own.Find(view => view.Name == words) is { } same)
            {
                db.SavedViews.Remove(same);
                await db.SaveChangesAsync(cancellation);
            }
            else if (own.Count >= MostViews)
            {
                throw new IllegalMoveException($"You have {MostViews} views already: remove one first.");
            }

            db.SavedViews.Add(new SavedView { UserId = userId, Page = page, Name = words, Query = text });
        }, cancellation);
    }

    /// <summary>Removes one of one's own; any other stays.</summary>
    public Task RemoveAsync(Guid userId, Guid id, CancellationToken cancellation) => db.SavedViews.Where(view => view.Id == id && view.UserId == userId).ExecuteDeleteAsync(cancellation);
}
