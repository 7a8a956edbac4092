using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Access;

/// <summary>For whom somebody may act: for themselves, and for whoever of the same role has delegated to them today.</summary>
public static class ActingFor
{
    /// <summary>The own department, and those of the people who delegated; none twice.</summary>
    /// <param name="today">The institution's local date.</param>
    public static async Task<List<string>> DepartmentsAsync(BridgeDbContext db, Guid userId, DateOnly today, CancellationToken cancellation)
    {
        var codes = await People(db, userId, today).Where(user => user.DepartmentCode != null).Select(user => user.DepartmentCode!).Distinct().ToListAsync(cancellation);
        codes.Sort(StringComparer.Ordinal);
        return codes;
    }

    /// <summary>The person first of all, and those who delegated to them: who is disabled, or has another role by now, delegates nothing.</summary>
    public static IQueryable<User> People(BridgeDbContext db, Guid userId, DateOnly today) => db.Users.Where(user => user.DisabledAt == null
        && (user.Id == userId || (db.Users.Any(self => self.Id == userId && self.DisabledAt == null && self.Role == user.Role)
            && db.Delegations.Any(delegation => delegation.ToUserId == userId && delegation.FromUserId == user.Id
                && delegation.EndedAt == null && delegation.FirstOn <= today && delegation.LastOn >= today))));
}
