using CreditBridge.Core.Letters;
using CreditBridge.Web.Security;

namespace CreditBridge.Web.Languages;

/// <summary>The language somebody chose in this browser.</summary>
internal sealed class LanguageCookie(IHostEnvironment environment)
{
    /// <returns>Null where none was chosen.</returns>
    public string? Read(HttpContext http) => http.Request.Cookies[Builder().Name!] is { } kept && LetterText.Languages.Contains(kept) ? kept : null;

    public void Set(HttpContext http, string language)
    {
        var builder = Builder();
        http.Response.Cookies.Append(builder.Name!, language, builder.Build(http));
    }

    private CookieBuilder Builder()
    {
        var cookie = new CookieBuilder { MaxAge = TimeSpan.FromDays(365) };
        BridgeCookies.Harden(cookie, "language", environment);
        return cookie;
    }
}
