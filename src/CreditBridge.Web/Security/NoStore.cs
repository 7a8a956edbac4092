using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Net.Http.Headers;

namespace CreditBridge.Web.Security;

/// <summary>
/// What a signed-in person sees, and every error, is never kept by a browser or a proxy: after signing out, 'back' shows nothing. Static
/// files carry nobody's data and say themselves how long they last.
/// </summary>
internal static class NoStore
{
    public static IApplicationBuilder UseNoStore(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var isFile = context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
            if (!isFile && (context.User.Identity is { IsAuthenticated: true } || context.Response.StatusCode >= 400))
                context.Response.Headers[HeaderNames.CacheControl] = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
