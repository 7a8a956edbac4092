using System.Text;
using CreditBridge.Jobs.Connectors.Hooks;
using CreditBridge.Web.Security;
using Microsoft.Net.Http.Headers;

namespace CreditBridge.Web.Hooks;

/// <summary>Where partners tell that something changed. Nobody signs in: the signature, or the key in the address, says who it is. A partner that cannot sign may send the key as Basic's password too.</summary>
internal static class HookApi
{
    public static void MapHooks(this WebApplication app)
    {
        app.MapPost("/hooks/{code}", (string code, HttpContext http, HookInbox inbox) => TakeAsync(code, null, http, inbox)).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Hook).ExcludeFromDescription();
        app.MapPost("/hooks/{code}/{key}", TakeAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Hook).ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(string code, string? key, HttpContext http, HookInbox inbox)
    {
        if (await ReadAsync(http.Request, http.RequestAborted) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var signature = http.Request.Headers[HookSignature.Header] is [{ } header] ? header : null;
        return await inbox.TakeAsync(code, body, signature, key ?? PasswordOf(http.Request), http.RequestAborted) ? Results.Ok() : Results.Unauthorized();
    }

    /// <returns>Null when there is more of it than is taken.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > HookInbox.MostBytes)
            return null;
        using var body = new MemoryStream();
        var part = new byte[16 << 10];
        for (int read; (read = await request.Body.ReadAsync(part, cancellation)) > 0;)
        {
            if (body.Length + read > HookInbox.MostBytes)
                return null;
            body.Write(part, 0, read);
        }

        return body.ToArray();
    }

    private static string? PasswordOf(HttpRequest request)
    {
        const string Basic = "Basic ";
        if (request.Headers[HeaderNames.Authorization] is not [{ } header] || !header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return null;
        var decoded = new byte[header.Length];
        return Convert.TryFromBase64String(header[Basic.Length..].Trim(), decoded, out var count) && Encoding.UTF8.GetString(decoded, 0, count).Split(':', 2) is [_, var password] ? password : null;
    }
}
