using System.Data.Common;
using System.Security.Claims;
using CreditBridge.Core.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.SignIn;

/// <summary>Looks session and person up on each request, so that a session ended, a role taken away or an account disabled bites at once.</summary>
internal sealed class SessionEvents(BridgeDbContext db, TimeProvider time) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await IsStillGoodAsync(context))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.Request.Headers.ContainsKey("HX-Request"))
            return base.RedirectToLogin(context);
        // A fragment cannot show the sign-in page: the whole page is loaded again, and that leads there.
        context.Response.Headers["HX-Refresh"] = "true";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<bool> IsStillGoodAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.SessionId() is not { } id)
            return false;
        try
        {
            var found = await db.UserSessions.AsNoTracking().Where(session => session.Id == id)
                .Join(db.Users, session => session.UserId, user => user.Id, (session, user) => new { Session = session, User = user })
                .FirstOrDefaultAsync(context.HttpContext.RequestAborted);
            return found is { User.DisabledAt: null } && found.Session.IsOpen(time.GetUtcNow().UtcDateTime)
                && context.Principal.UserId() == found.User.Id && context.Principal.FindFirstValue(ClaimTypes.Role) == found.User.Role.ToString();
        }
        catch (DbException)
        {
            // Without the database nothing can be read or changed either; the person stays who they are, so that the page can say what is wrong.
            return true;
        }
    }
}
