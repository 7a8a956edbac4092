namespace CreditBridge.Web.Security;

/// <summary>
/// Every cookie is HttpOnly, SameSite=Lax and, but for plain HTTP in Development, Secure with the <c>__Host-</c> prefix, so that no other host
/// or path can set it.
/// </summary>
internal static class BridgeCookies
{
    public static void Harden(CookieBuilder cookie, string name, IHostEnvironment environment)
    {
        cookie.Name = environment.IsDevelopment() ? $"creditbridge-{name}" : $"__Host-creditbridge-{name}";
        cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }
}
