using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Net.Http.Headers;

namespace CreditBridge.Web.Security;

/// <summary>What a signed-in person sees is never kept by a browser or a proxy: after signing out, 'back' shows nothing.</summary>
internal static class NoStore
{
    public static IApplicationBuilder UseNoStoreWhenSignedIn(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.User.Identity is { IsAuthenticated: true } && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[HeaderNames.CacheControl] = "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
