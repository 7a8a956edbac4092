using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using CreditBridge.Core.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.SignIn;

/// <summary>Looks the person up on each request, so that a role taken away or an account disabled bites at once.</summary>
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
        if (!context.Properties.Items.TryGetValue(Session.StartedAt, out var started)
            || !DateTime.TryParse(started, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var startedAt)
            || time.GetUtcNow().UtcDateTime - startedAt >= Session.Longest
            || !Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return false;
        }

        try
        {
            var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == id, context.HttpContext.RequestAborted);
            return user is { DisabledAt: null } && context.Principal.FindFirstValue(ClaimTypes.Role) == user.Role.ToString();
        }
        catch (DbException)
        {
            // Without the database nothing can be read or changed either; the person stays who they are, so that the page can say what is wrong.
            return true;
        }
    }
}
