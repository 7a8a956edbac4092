using System.Security.Claims;
using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.SignIn;

/// <summary>Whose record a learner's pages are about: it comes from the session, never from the address.</summary>
internal static class OwnRecord
{
    /// <returns>Null for whoever is no learner.</returns>
    public static Task<Guid?> LearnerIdAsync(this ClaimsPrincipal person, BridgeDbContext db, CancellationToken cancellation)
    {
        var userId = person.UserId();
        return db.Users.Where(user => user.Id == userId).Select(user => user.LearnerId).SingleOrDefaultAsync(cancellation);
    }
}
