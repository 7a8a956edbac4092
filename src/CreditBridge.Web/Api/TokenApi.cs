using System.Text.Json.Serialization;
using CreditBridge.Core.Access;
using CreditBridge.Web.Api.Programs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CreditBridge.Web.Api;

/// <summary>OAuth 2.0 client credentials (RFC 6749, section 4.4).</summary>
internal static class TokenApi
{
    public static void MapTokenApi(this WebApplication app) =>
        app.MapPost("/api/v1/token", GiveAsync).AllowAnonymous().DisableAntiforgery().WithSummary("Give a program a token for fifteen minutes (grant_type=client_credentials).");

    private static async Task<Results<Ok<TokenAnswer>, JsonHttpResult<TokenProblem>>> GiveAsync(
        [FromForm(Name = "grant_type")] string? grantType, [FromForm(Name = "client_id")] string? clientId, [FromForm(Name = "client_secret")] string? secret, [FromForm] string? scope,
        ProgramListing programs, ProgramTokens tokens, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (grantType != "client_credentials")
            return Problem("unsupported_grant_type", 400);
        if (await programs.KnowAsync(clientId ?? "", secret ?? "", http.RequestAborted) is not { } client)
            return Problem("invalid_client", 401);
        var asked = scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [.. client.Scopes];
        return asked.All(client.Scopes.Contains)
            ? TypedResults.Ok(new TokenAnswer(tokens.Make(client.ClientId, asked), "Bearer", (int)ProgramTokens.Life.TotalSeconds, string.Join(' ', asked)))
            : Problem("invalid_scope", 400);
    }

    private static JsonHttpResult<TokenProblem> Problem(string error, int status) => TypedResults.Json(new TokenProblem(error), statusCode: status);

    internal sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("token_type")] string TokenType, [property: JsonPropertyName("expires_in")] int ExpiresIn, [property: JsonPropertyName("scope")] string Scope);

    internal sealed record TokenProblem([property: JsonPropertyName("error")] string Error);
}
