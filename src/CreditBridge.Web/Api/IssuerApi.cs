using CreditBridge.Core.Grants;
using CreditBridge.OpenBadges;
using Microsoft.Net.Http.Headers;

namespace CreditBridge.Web.Api;

/// <summary>What verifiers anywhere ask this institution for: its keys, and whether an award was revoked. Nobody's data is in it, and any page may read it.</summary>
internal static class IssuerApi
{
    public static void MapIssuerApi(this WebApplication app)
    {
        app.MapGet("/.well-known/did.json", async (HttpContext http, IssuerSite site, IssuingKeys keys, CancellationToken cancel) =>
            Open(http, IssuerDocuments.Did(site.Did, await keys.PublishedAsync(cancel)), "application/did+json", 300)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/.well-known/jwks.json", async (HttpContext http, IssuingKeys keys, CancellationToken cancel) =>
            Open(http, IssuerDocuments.KeySet(await keys.PublishedAsync(cancel)), "application/jwk-set+json", 300)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/credentials/status/{list:int}", async (int list, HttpContext http, RevocationLists lists, CancellationToken cancel) => await lists.GetAsync(list, cancel) is { } text
            ? Open(http, text, "application/vc", (int)RevocationLists.Kept.TotalSeconds)
            : Results.NotFound()).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Open(HttpContext http, string json, string mediaType, int seconds)
    {
        http.Response.Headers[HeaderNames.AccessControlAllowOrigin] = "*";
        http.Response.Headers[HeaderNames.CacheControl] = $"public, max-age={seconds}";
        return Results.Text(json, mediaType);
    }
}
