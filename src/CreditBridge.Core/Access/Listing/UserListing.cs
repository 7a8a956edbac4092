using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Access;

/// <summary>The list of staff: who an administrator lets in, and as what. Nobody changes their own entry, and one administrator always remains.</summary>
public sealed class UserListing(BridgeDbContext db, TimeProvider time)
{
    private const int MostCharacters = 254;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <exception cref="IllegalMoveException">The entry is not possible, or the address is listed already.</exception>
    public Task<User> AddAsync(string name, string email, Role role, string? department, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ManageUsers);
        (name, email) = (name.Trim(), email.Trim());
        if (email.Length is 0 or > MostCharacters || !email.Contains('@', StringComparison.Ordinal))
            throw new IllegalMoveException("Write the person's e-mail address.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (await db.Users.FirstOrDefaultAsync(user => user.Email == email, cancellation) is { } known)
                throw new IllegalMoveException($"{known.Name} has this address already: change that entry.");
            var user = new User { Name = name.Length > 0 ? name : email, Email = email, Role = role, ListedBy = actor.Name, DepartmentCode = await DepartmentAsync(role, department, cancellation) };
            db.Users.Add(user);
            Audit(actor, "User listed", user, null, As(user), null);
            return user;
        }, cancellation);
    }

    /// <summary>From now on the role is the one given here, whatever the campus account says.</summary>
    /// <exception cref="IllegalMoveException">It is the own entry, a learner's account, or the last administrator's.</exception>
    public Task ChangeAsync(Guid userId, Role role, string? department, string why, Actor actor, CancellationToken cancellation) => ChangeAsync(userId, actor, async user =>
    {
        if (user.Role == Role.Learner)
            throw new IllegalMoveException("This account belongs to a learner's record: list the person with another address as staff.");
        if (string.IsNullOrWhiteSpace(why))
            throw new IllegalMoveException("Say why the role changes.");
        if (role != Role.Administrator)
            await DemandAnotherAdministratorAsync(user, cancellation);
        var before = As(user);
        (user.Role, user.DepartmentCode, user.ListedBy) = (role, await DepartmentAsync(role, department, cancellation), actor.Name);
        Audit(actor, "User's role changed", user, before, As(user), why.Trim());
    }, cancellation);

    /// <summary>Shuts somebody out at once: their sessions end in the same transaction.</summary>
    /// <exception cref="IllegalMoveException">It is the own entry, or the last administrator's.</exception>
    public Task DisableAsync(Guid userId, string why, Actor actor, CancellationToken cancellation) => ChangeAsync(userId, actor, async user =>
    {
        if (string.IsNullOrWhiteSpace(why))
            throw new IllegalMoveException("Say why the account is disabled.");
        if (user.DisabledAt is not null)
            return;
        await DemandAnotherAdministratorAsync(user, cancellation);
        user.DisabledAt = Now;
        await EndAsync(user.Id, cancellation);
        Audit(actor, "User disabled", user, null, null, why.Trim());
    }, cancellation);

    public Task EnableAsync(Guid userId, Actor actor, CancellationToken cancellation) => ChangeAsync(userId, actor, user =>
    {
        if (user.DisabledAt is not null)
            Audit(actor, "User enabled", user, null, null, null);
        user.DisabledAt = null;
        return Task.CompletedTask;
    }, cancellation);

    /// <summary>Signs somebody out everywhere.</summary>
    public Task EndSessionsAsync(Guid userId, Actor actor, CancellationToken cancellation) => ChangeAsync(userId, actor, async user =>
    {
        await EndAsync(user.Id, cancellation);
        Audit(actor, "User signed out everywhere", user, null, null, null);
    }, cancellation);

    private Task ChangeAsync(Guid userId, Actor actor, Func<User, Task> change, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ManageUsers);
        if (actor.UserId == userId)
            throw new IllegalMoveException("This is your own account: another administrator changes it.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            // Held before anything is read: of two administrators who demote each other at once the second sees that they are none any more.
            await db.Users.Where(user => user.Role == Role.Administrator).ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, user => user.Role), cancellation);
            if (actor.UserId is { } self && await db.Users.AnyAsync(user => user.Id == self && (user.Role != Role.Administrator || user.DisabledAt != null), cancellation))
                throw new IllegalMoveException("You are no administrator any more.");
            await change(await db.Users.AsTracking().SingleOrDefaultAsync(user => user.Id == userId, cancellation) ?? throw new IllegalMoveException("There is no such account."));
        }, cancellation);
    }

    private async Task DemandAnotherAdministratorAsync(User user, CancellationToken cancellation)
    {
        if (user.Role != Role.Administrator)
            return;
        if (!await db.Users.AnyAsync(other => other.Id != user.Id && other.Role == Role.Administrator && other.DisabledAt == null, cancellation))
            throw new IllegalMoveException($"{user.Name} is the last administrator: list another one first.");
    }

    private async Task<string?> DepartmentAsync(Role role, string? department, CancellationToken cancellation)
    {
        if (role == Role.Learner)
            throw new IllegalMoveException("A learner's account is made when they sign in: only staff is listed.");
        if (role != Role.FacultyApprover)
            return null;
        return await db.Departments.Where(known => known.Code == department).Select(known => known.Code).SingleOrDefaultAsync(cancellation)
            ?? throw new IllegalMoveException("A faculty approver speaks for a department: choose one.");
    }

    private Task EndAsync(Guid userId, CancellationToken cancellation)
    {
        var now = Now;
        return db.UserSessions.Where(session => session.UserId == userId && session.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellation);
    }

    private static string As(User user) => user.DepartmentCode is { } department ? $"{user.Role} of {department}" : user.Role.ToString();

    private void Audit(Actor actor, string action, User user, string? before, string? after, string? why) =>
        db.AuditEntries.Add(AuditEntry.Of(actor, Now, action, nameof(User), user.Id, before, after, why));
}
