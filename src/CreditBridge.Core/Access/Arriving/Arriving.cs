using CreditBridge.Core.Audit;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Access;

/// <summary>
/// Somebody arrives from the campus's own sign-in: their account here is found by issuer and subject, never by e-mail, or made just in time, and brought
/// up to date. There is one way to an account that exists already: an administrator has listed the address, nobody has signed in as that person
/// yet, and the provider vouches for the address.
/// </summary>
public sealed class Arriving(BridgeDbContext db, ArrivalOptions options, TimeProvider time)
{
    public async Task<Arrival> ArriveAsync(CampusIdentity identity, CancellationToken cancellation)
    {
        try
        {
            return await TryAsync(identity, cancellation);
        }
        catch (DbUpdateException)
        {
            // The same person arrived twice at once, or another has got the address in this moment: a second look tells which.
            return await TryAsync(identity, cancellation);
        }
    }

    private Task<Arrival> TryAsync(CampusIdentity identity, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (identity.Email.Length == 0)
            return Refuse(ArrivalRefusal.NoAddress);
        var learner = await LearnerAsync(identity, cancellation);
        var known = await db.Users.AsTracking().SingleOrDefaultAsync(user => user.IdentityIssuer == identity.Issuer && user.IdentitySubject == identity.Subject, cancellation)
            ?? await ListedAsync(identity, cancellation)
            ?? (learner is null ? null : await db.Users.AsTracking().FirstOrDefaultAsync(user => user.LearnerId == learner.Id && user.IdentitySubject == null, cancellation));
        if (known is { DisabledAt: not null })
            return Refuse(ArrivalRefusal.Disabled);
        var role = known is { ListedBy: not null } ? known.Role : options.RoleOf(identity) ?? (learner is null ? null : Role.Learner);
        if (role is null)
            return Refuse(identity.StudentNumber is null ? ArrivalRefusal.NoRole : ArrivalRefusal.UnknownNumber);
        if (role == Role.Learner && learner is null)
            return Refuse(ArrivalRefusal.UnknownNumber);
        if (role == Role.Learner && await db.Users.AnyAsync(user => user.LearnerId == learner!.Id && user.DisabledAt == null && (known == null || user.Id != known.Id), cancellation))
            return Refuse(ArrivalRefusal.AddressTaken);

        var isTaken = await db.Users.AnyAsync(user => user.Email == identity.Email && (known == null || user.Id != known.Id), cancellation);
        if (known is null && isTaken)
            return Refuse(ArrivalRefusal.AddressTaken);
        return new Arrival.Welcome(Write(known, identity, role.Value, learner, isTaken));
    }, cancellation);

    /// <summary>Makes or updates the account; who has another role now than before is in the trail.</summary>
    private User Write(User? known, CampusIdentity identity, Role role, Learner? learner, bool isTaken)
    {
        var user = known ?? new User { Name = identity.Name, Email = identity.Email, Role = role };
        var before = known is null ? null : $"{known.Role} {known.DepartmentCode}".Trim();
        (user.IdentityIssuer, user.IdentitySubject, user.Name, user.Role) = (identity.Issuer, identity.Subject, identity.Name, role);
        user.Email = isTaken ? user.Email : identity.Email;
        user.LearnerId = role == Role.Learner ? learner!.Id : null;
        if (user.ListedBy is null)
            user.DepartmentCode = role == Role.FacultyApprover ? identity.ValuesOf(options.DepartmentClaim).FirstOrDefault() : null;
        if (known is null)
            db.Users.Add(user);
        var after = $"{user.Role} {user.DepartmentCode}".Trim();
        if (before != after)
            db.AuditEntries.Add(AuditEntry.Of(new Actor(user.Name, role, user.Id), time.GetUtcNow().UtcDateTime, known is null ? "Account made at sign-in" : "Role followed the campus account", nameof(User), user.Id, before, after));
        return user;
    }

    private async Task<User?> ListedAsync(CampusIdentity identity, CancellationToken cancellation) => identity.IsEmailProven || options.TrustEmail
        ? await db.Users.AsTracking().SingleOrDefaultAsync(user => user.ListedBy != null && user.IdentitySubject == null && user.Email == identity.Email, cancellation)
        : null;

    /// <summary>By the number of today, or one that is kept as an alias; a merged record leads to the one it was merged into.</summary>
    private async Task<Learner?> LearnerAsync(CampusIdentity identity, CancellationToken cancellation)
    {
        if (identity.StudentNumber is not { Length: > 0 } number)
            return null;
        var key = RecipientKey.StudentNumber(number);
        var found = await db.Learners.AsNoTracking().Where(learner => learner.StudentNumber == number || learner.Identities.Any(alias => alias.Key == key && alias.ConfirmedAt != null))
            .OrderBy(learner => learner.StudentNumber == number ? 0 : 1).FirstOrDefaultAsync(cancellation);
        while (found is { MergedIntoId: { } into })
            found = await db.Learners.AsNoTracking().SingleOrDefaultAsync(learner => learner.Id == into, cancellation);
        return found;
    }

    private static Arrival Refuse(ArrivalRefusal why) => new Arrival.Refused(why);
}
