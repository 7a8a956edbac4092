using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Catalog;

/// <summary>The term that credit is posted to: the current one, or the next that is open.</summary>
public static class OpenTerm
{
    /// <returns>Its code, or null when no term is open.</returns>
    public static Task<string?> CodeAsync(BridgeDbContext db, DateOnly today, CancellationToken cancellation) =>
        db.Terms.Where(term => term.IsOpen && term.EndsOn >= today && (term.PostUntil == null || term.PostUntil >= today)).OrderBy(term => term.StartsOn).Select(term => term.Code).FirstOrDefaultAsync(cancellation);
}
