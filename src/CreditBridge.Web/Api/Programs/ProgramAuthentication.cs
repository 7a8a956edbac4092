using System.Security.Claims;
using System.Text.Encodings.Web;
using CreditBridge.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.Api.Programs;

/// <summary>Knows a program by <c>Authorization: Bearer</c>: its key (<c>cb_CLIENTID_SECRET</c>), or a token that <c>/api/v1/token</c> gave. A revoked program is out at once with either.</summary>
internal sealed class ProgramAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ProgramListing programs, ProgramTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Program";
    public const string ScopeClaim = "scope";
    public const string ClientClaim = "client";
    private const string Bearer = "Bearer ";

    public static bool IsAsked(HttpRequest request) => request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsAsked(Request))
            return AuthenticateResult.NoResult();
        var bearer = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        var (client, scopes) = bearer.StartsWith(ProgramListing.KeyPrefix, StringComparison.Ordinal) ? await ByKeyAsync(bearer) : await ByTokenAsync(bearer);
        if (client is null)
            return AuthenticateResult.Fail("The key or token is not good.");
        await programs.UsedAsync(client, Context.RequestAborted);
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, client.Name), new(ClientClaim, client.Id.ToString()), .. scopes.Select(scope => new Claim(ScopeClaim, scope))], Name);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(StatusCodes.Status401Unauthorized, "Send a good key or token: Authorization: Bearer cb_… (an administrator makes it on the page Programs).");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var permissions = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy) ?? [];
        var scopes = ApiScopes.All.Where(scope => permissions.Contains(scope.Value)).Select(scope => scope.Key);
        return RefuseAsync(StatusCodes.Status403Forbidden, $"This key may not do that: it needs the scope {string.Join(", ", scopes)}.");
    }

    private Task RefuseAsync(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status).ExecuteAsync(Context);

    private async Task<(ApiClient? Client, IReadOnlyList<string> Scopes)> ByKeyAsync(string key)
    {
        var parts = key[ProgramListing.KeyPrefix.Length..].Split('_', 2);
        var client = parts.Length == 2 ? await programs.KnowAsync(parts[0], parts[1], Context.RequestAborted) : null;
        return (client, client?.Scopes ?? []);
    }

    private async Task<(ApiClient? Client, IReadOnlyList<string> Scopes)> ByTokenAsync(string token)
    {
        if (tokens.Read(token) is not { } read || await programs.KnowAsync(read.ClientId, Context.RequestAborted) is not { } client)
            return (null, []);
        return (client, [.. read.Scopes.Intersect(client.Scopes)]);
    }
}
