using CreditBridge.Core.Access;
using CreditBridge.Web.Security;

namespace CreditBridge.Web.SignIn;

/// <summary>The secret that binds one-time links to the browser that asked for them.</summary>
internal sealed class LinkCookie(IHostEnvironment environment)
{
    public string Read(HttpContext http) => http.Request.Cookies[Builder().Name!] ?? "";

    /// <summary>Several links may be under way in one browser: they share its secret.</summary>
    public string Set(HttpContext http)
    {
        var secret = Read(http) is { Length: > 0 } kept ? kept : SignInLinks.NewSecret();
        var builder = Builder();
        http.Response.Cookies.Append(builder.Name!, secret, builder.Build(http));
        return secret;
    }

    private CookieBuilder Builder()
    {
        var cookie = new CookieBuilder { MaxAge = TimeSpan.FromMinutes(20) };
        BridgeCookies.Harden(cookie, "link", environment);
        return cookie;
    }
}
