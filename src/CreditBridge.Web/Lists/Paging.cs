using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Lists;

/// <summary>Lists come 50 rows a page. A list of a million is narrowed, not leafed through: neither pages nor counts go past 10,000 rows.</summary>
internal static class Paging
{
    public const int Size = 50;
    public const int MostCounted = 10_000;

    public static async Task<PageOf<T>> ToPageAsync<T>(this IQueryable<T> query, int number, CancellationToken cancel)
    {
        number = Math.Clamp(number, 1, MostCounted / Size);
        var total = await query.Take(MostCounted + 1).CountAsync(cancel);
        var items = await query.Skip((number - 1) * Size).Take(Size).ToListAsync(cancel);
        return new(items, number, total);
    }
}
