using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Catalog;

/// <summary>Makes an empty database ready to take files: it gets an institution, to be named later.</summary>
public static class FirstInstitution
{
    /// <returns>False when there is one already.</returns>
    public static Task<bool> MakeAsync(BridgeDbContext db, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (await db.Institutions.AnyAsync(cancellation))
            return false;
        db.Add(new Institution { Code = "LOCAL", Name = "Unnamed institution", TimeZone = "Etc/UTC" });
        return true;
    }, cancellation);
}
