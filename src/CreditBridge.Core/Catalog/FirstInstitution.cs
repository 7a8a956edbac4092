using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Catalog;

/// <summary>Makes an empty database ready to take files: it gets an institution, to be named later.</summary>
public static class FirstInstitution
{
    private const string Unnamed = "LOCAL";

    /// <returns>False when there is one already.</returns>
    public static Task<bool> MakeAsync(BridgeDbContext db, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (await db.Institutions.AnyAsync(cancellation))
            return false;
        db.Add(new Institution { Code = Unnamed, Name = "Unnamed institution", TimeZone = "Etc/UTC" });
        return true;
    }, cancellation);

    /// <summary>Names it. One that files made, and that has granted nothing yet, is named too.</summary>
    /// <returns>False when it has a name already, or granted credit under the one it had.</returns>
    public static Task<bool> NameAsync(BridgeDbContext db, string code, string name, string timeZone, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (await db.Institutions.AnyAsync(institution => institution.Code != Unnamed, cancellation) || await db.GrantLines.AnyAsync(cancellation))
            return false;
        await db.Institutions.ExecuteDeleteAsync(cancellation);
        db.Add(new Institution { Code = code, Name = name, TimeZone = timeZone });
        return true;
    }, cancellation);
}
