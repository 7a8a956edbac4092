using System.Globalization;
using System.Security.Claims;
using CreditBridge.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CreditBridge.Web.SignIn;

/// <summary>Begins a person's session: idle after 30 minutes (learners 60), over after 10 hours in any case.</summary>
internal sealed class Session(TimeProvider time)
{
    public const string StartedAt = "started-at";
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    public async Task BeginAsync(HttpContext context, User user)
    {
        var now = time.GetUtcNow();
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, user.Id.ToString()),
                new(ClaimTypes.Name, user.Name),
                new(ClaimTypes.Role, user.Role.ToString()),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme);
        var properties = new AuthenticationProperties
        {
            IssuedUtc = now,
            ExpiresUtc = now.AddMinutes(user.Role == Role.Learner ? 60 : 30),
            IsPersistent = false,
        };
        properties.Items[StartedAt] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        await context.SignInAsync(new ClaimsPrincipal(identity), properties);
    }
}
