using CreditBridge.Core.Data;
using CreditBridge.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Hosting;

/// <summary>What a request passes through, outermost first.</summary>
internal static class WebPipeline
{
    public static void UseBridgeWeb(this WebApplication app)
    {
        app.UseSecurityHeaders(SecurityHeaders.Create());
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseNoStore();
        app.UseStatusCodePagesWithReExecute("/errors/{0}");
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/errors/500",
            StatusCodeSelector = exception => exception switch
            {
                DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
                UnauthorizedAccessException => StatusCodes.Status403Forbidden,
                BadHttpRequestException bad => bad.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }

    public static async Task StartBridgeAsync(this WebApplication app)
    {
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().MigrateBridgeDatabaseAsync();
        await app.RunAsync();
    }
}
