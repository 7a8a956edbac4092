using CreditBridge.Core;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Settings;
using CreditBridge.Web.Api;
using CreditBridge.Web.Hooks;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.Hosting;

/// <summary>What a request passes through, outermost first.</summary>
internal static class WebPipeline
{
    private const int SqliteBusy = 5;

    public static void UseBridgeWeb(this WebApplication app)
    {
        var signIn = app.Services.GetRequiredService<IOptions<SignInOptions>>().Value;
        if (signIn.TrustedHeader.IsOn)
        {
            // First of all: what a stranger says of themselves must not reach anything.
            var headers = app.Services.GetRequiredService<CampusHeaders>();
            app.Use((context, next) =>
            {
                headers.Strip(context);
                return next(context);
            });
        }

        app.UseKnownProxies();
        app.UseSecurityHeaders(SecurityHeaders.Create(signIn.OpenIdConnect.IsOn ? signIn.OpenIdConnect.Origin : null));
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseNoStore();
        // A program is answered in JSON, a person with a page.
        app.UseWhen(IsForPrograms, api => api.UseStatusCodePages().UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf }));
        app.UseWhen(context => !IsForPrograms(context), pages => pages.UseStatusCodePagesWithReExecute("/errors/{0}").UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/errors",
            StatusCodeSelector = StatusOf,
        }));
        app.UseRouting();
        app.UseAuthentication();
        app.UseRequestLocalization();
        app.UseKeptForms();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRuleApi();
        app.MapRecordApi();
        app.MapAskApi();
        app.MapTokenApi();
        app.MapIssuerApi();
        app.MapHooks();
        app.MapRazorPages().WithStaticAssets();
    }

    private static bool IsForPrograms(HttpContext context) => context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/hooks");

    /// <summary>A person who only has to try again, or may not, is told so; the rest is our fault.</summary>
    private static int StatusOf(Exception exception) => exception switch
    {
        IllegalMoveException or DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        UnauthorizedAccessException => StatusCodes.Status403Forbidden,
        BadHttpRequestException bad => bad.StatusCode,
        _ when exception.GetBaseException() is SqliteException { SqliteErrorCode: SqliteBusy } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Brings the database up to date, makes the demo's institution where there is none yet, then serves until it is stopped.</summary>
    public static async Task RunBridgeAsync(this WebApplication app)
    {
        app.Services.GetRequiredService<IssuingKeys>().DemandPrivate();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
            await db.MigrateBridgeDatabaseAsync(app.Lifetime.ApplicationStopping);
            if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
            {
                await new DemoInstitution(db, app.Services.GetRequiredService<TimeProvider>())
                    .CreateAsync(app.Services.GetRequiredService<DataFolder>().Path, new DemoSize(), app.Lifetime.ApplicationStopping);
            }
        }

        await app.RunAsync();
    }
}
