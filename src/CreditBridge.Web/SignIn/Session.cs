using System.Security.Claims;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.SignIn;

/// <summary>A person's session: a row that can be ended from here, and a cookie that names it. Idle after 30 minutes (learners 60), over after 10 hours in any case.</summary>
internal sealed class Session(BridgeDbContext db, TimeProvider time)
{
    /// <summary>The claim that names the session's row.</summary>
    public const string Claim = "session";
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    private const int MostOfDevice = 400;

    public async Task BeginAsync(HttpContext context, User user, SignInWay way)
    {
        var now = time.GetUtcNow();
        var device = context.Request.Headers.UserAgent.ToString();
        var session = new UserSession
        {
            UserId = user.Id,
            Way = way,
            StartedAt = now.UtcDateTime,
            EndsAt = now.UtcDateTime + Longest,
            Device = device.Length > MostOfDevice ? device[..MostOfDevice] : device,
        };
        await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            db.UserSessions.Add(session);
            await db.Users.Where(known => known.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(known => known.LastSignedInAt, now.UtcDateTime), context.RequestAborted);
        }, context.RequestAborted);

        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, user.Id.ToString()),
                new(ClaimTypes.Name, user.Name),
                new(ClaimTypes.Role, user.Role.ToString()),
                new(Claim, session.Id.ToString()),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties
        {
            IssuedUtc = now,
            ExpiresUtc = now.AddMinutes(user.Role == Role.Learner ? 60 : 30),
            IsPersistent = false,
        });
    }

    /// <summary>Signs out: the row is ended, so that a copy of the cookie is worth nothing either.</summary>
    public async Task EndAsync(HttpContext context)
    {
        if (context.User.SessionId() is { } id)
            await EndAsync(db.UserSessions.Where(session => session.Id == id), context.RequestAborted);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public Task<int> EndAsync(IQueryable<UserSession> sessions, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return sessions.Where(session => session.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellation);
    }

    /// <summary>Where a person begins who asked for no page.</summary>
    public static string Home(User user) => user.Role == Role.Learner ? "/my-credit" : "/dashboard";
}
