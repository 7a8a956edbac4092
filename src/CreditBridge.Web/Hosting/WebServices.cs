using CreditBridge.Core.Learners;
using CreditBridge.Jobs.Hosting;
using CreditBridge.Jobs.Settings;
using CreditBridge.Web.Api;
using CreditBridge.Web.Api.Programs;
using CreditBridge.Web.Languages;
using CreditBridge.Web.Pages.MyRequests;
using CreditBridge.Web.Pages.Rules.Editing;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.Hosting;

/// <summary>What the web needs from the container: the bridge itself, sessions, and pages.</summary>
internal static class WebServices
{
    public static void AddBridgeWeb(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var data = DataFolder.Resolve(configuration["data"]);
        configuration.AddBridgeSettings(data);
        configuration[WebHostDefaults.ServerUrlsKey] ??= "http://localhost:5080";
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        IssuerAddress.Settle(configuration, builder.Environment);
        services.AddBridge(configuration, data);
        var jobs = configuration.GetSection("Jobs").Get<JobsOptions>() ?? new JobsOptions();
        services.AddBridgeJobStorage(jobs);
        if (jobs.RunInWeb)
            services.AddBridgeJobServer();

        services.AddSingleton<CurrentInstitution>();
        services.AddSingleton(provider => new InstitutionClock(() => provider.GetRequiredService<CurrentInstitution>().Zone));
        services.AddScoped<RuleEditor>();
        services.AddScoped<EditorActs>();
        services.AddSingleton<KeptForm>();
        services.AddScoped<UploadedFiles>();
        services.AddSessions(configuration, builder.Environment);
        services.AddPages(builder.Environment);
    }

    private static void AddSessions(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptions.Validator>();
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptions.Validator>();
        services.AddSingleton<CampusHeaders>();
        services.AddScoped<CampusArrival>();
        services.AddSingleton<LinkCookie>();
        services.AddSingleton<AddressLimit>();
        services.AddSingleton<SetUp>();
        services.AddSingleton<ProgramTokens>();
        services.AddScoped<OnceOnly>();
        services.AddScoped<Session>();
        services.AddScoped<SessionEvents>();
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            BridgeCookies.Harden(cookie.Cookie, "session", environment);
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(SessionEvents);
            cookie.ForwardDefaultSelector = context => context.Request.Path.StartsWithSegments("/api") && ProgramAuthentication.IsAsked(context.Request) ? ProgramAuthentication.Name : null;
        });
        authentication.AddScheme<AuthenticationSchemeOptions, ProgramAuthentication>(ProgramAuthentication.Name, null);
        var signIn = configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new SignInOptions();
        if (signIn.OpenIdConnect.IsOn)
            authentication.AddCampus(signIn.OpenIdConnect, environment);
        services.AddAuthorization(PermissionPolicies.Add);
        services.AddRateLimiter(RateLimits.Add);
    }

    private static void AddPages(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddOpenApi("v1", ApiDescription.Add).AddProblemDetails().ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddAntiforgery(antiforgery => BridgeCookies.Harden(antiforgery.Cookie, "form", environment));
        services.Configure<CookieTempDataProviderOptions>(tempData => BridgeCookies.Harden(tempData.Cookie, "note", environment));
        services.AddLocalization().Configure<RequestLocalizationOptions>(PageLanguage.Set);
        services.AddSingleton<LanguageCookie>();
        services.AddScoped<LearnerLanguage>();
        services.AddRazorPages().AddDataAnnotationsLocalization(words => words.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(Words))).AddMvcOptions(mvc =>
        {
            mvc.Filters.Add<NeedsPermissionFilter>();
            mvc.Filters.Add<SaidErrors>();
            mvc.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((value, _) => $"‘{value}’ is not possible here.");
        });
    }
}
