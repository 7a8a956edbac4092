using CreditBridge.Core.Catalog;
using Microsoft.EntityFrameworkCore;

// The database lowers the text, whatever the language of this machine.
#pragma warning disable CA1304, CA1311, CA1862

namespace CreditBridge.Core.Rules;

/// <summary>Courses by the beginning of their code or by words of their title, at most <see cref="Most"/>.</summary>
public static class CourseSearch
{
    public const int Most = 12;

    public static async Task<IReadOnlyList<Course>> FindAsync(BridgeDbContext db, string typed, CancellationToken cancellation)
    {
        var text = typed.Trim();
        if (text.Length is < 2 or > 100)
            return [];
        var code = text.ToUpperInvariant();
        var byCode = (await db.Courses.AsNoTracking().Where(course => course.Code.CompareTo(code) >= 0).OrderBy(course => course.Code).Take(Most).ToListAsync(cancellation))
            .Where(course => course.Code.StartsWith(code, StringComparison.OrdinalIgnoreCase)).ToList();
        if (byCode.Count == Most)
            return byCode;
        var byTitle = db.Courses.AsNoTracking();
        foreach (var word in text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(4))
            byTitle = byTitle.Where(course => course.Title.ToLower().Contains(word));
        return [.. byCode.Concat(await byTitle.OrderBy(course => course.Code).Take(Most).ToListAsync(cancellation)).DistinctBy(course => course.Id).Take(Most)];
    }
}
