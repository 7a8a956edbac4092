using CreditBridge.Core.Data;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.Hosting;

/// <summary>What the pages need from the container.</summary>
internal static class WebServices
{
    public static void AddBridgeWeb(this WebApplicationBuilder builder)
    {
        var (services, environment) = (builder.Services, builder.Environment);
        builder.Configuration[WebHostDefaults.ServerUrlsKey] ??= "http://localhost:5080";
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));

        var dataFolder = builder.Configuration["data"] ?? throw new InvalidOperationException("data");
        services.AddBridgeDatabase(new DatabaseOptions(), dataFolder);
        services.AddDataProtection()
            .SetApplicationName("CreditBridge")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(dataFolder, "keys")));

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<CurrentInstitution>();
        services.AddSingleton<InstitutionClock>();

        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptions.Validator>();

        services.AddScoped<Session>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            BridgeCookies.Harden(cookie.Cookie, "session", environment);
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(SessionEvents);
        });
        services.AddScoped<SessionEvents>();
        services.AddScoped<CreditBridge.Core.Requests.LineDeciding>();
        services.AddAuthorization(PermissionPolicies.Add);
        services.AddAntiforgery(antiforgery => BridgeCookies.Harden(antiforgery.Cookie, "form", environment));
        services.Configure<CookieTempDataProviderOptions>(tempData => BridgeCookies.Harden(tempData.Cookie, "note", environment));

        services.AddRazorPages().AddMvcOptions(mvc => mvc.Filters.Add<NeedsPermissionFilter>());
    }
}
