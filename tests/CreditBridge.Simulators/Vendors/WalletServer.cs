using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditBridge.Simulators;

/// <summary>The authorization server of an Open Badges 3.0 host: whoever is asked agrees at once, unless the source refuses consent.</summary>
internal sealed class WalletServer(Source source)
{
    private readonly ConcurrentDictionary<string, (string Secret, string Back)> _clients = [];
    private readonly ConcurrentDictionary<string, (string Client, string Back, string Challenge)> _codes = [];
    private readonly ConcurrentDictionary<string, string> _refresh = [];

    public void Map(RouteGroupBuilder api)
    {
        api.MapGet("/ims/ob/v3p0/discovery", (HttpRequest request) =>
        {
            var here = $"{request.BaseOf()}/{source.Name}";
            return Results.Json(new
            {
                openapi = "3.0.1",
                components = new
                {
                    securitySchemes = new Dictionary<string, object>
                    {
                        ["OAuth2ACG"] = new Dictionary<string, object?>
                        {
                            ["type"] = "oauth2",
                            ["x-imssf-registrationUrl"] = source.RefusesRegistration ? null : $"{here}/register",
                            ["flows"] = new { authorizationCode = new { authorizationUrl = $"{here}/authorize", tokenUrl = $"{here}/token", refreshUrl = $"{here}/token", scopes = new Dictionary<string, string>() } },
                        },
                    },
                },
            });
        });
        api.MapPost("/register", (Registration registration) =>
        {
            var id = $"client-{Guid.NewGuid():N}";
            _clients[id] = ($"secret-{Guid.NewGuid():N}", registration.RedirectUris.Single());
            return Results.Json(new { client_id = id, client_secret = _clients[id].Secret }, statusCode: 201);
        });
        api.MapGet("/authorize", (HttpRequest request) =>
        {
            var (client, back, state) = (request.Query["client_id"].ToString(), request.Query["redirect_uri"].ToString(), request.Query["state"].ToString());
            if (!_clients.TryGetValue(client, out var known) || known.Back != back || request.Query["code_challenge_method"] != "S256" || request.Query["response_type"] != "code")
                return Paging.Problem(400, "invalid_request");
            if (source.RefusesConsent)
                return Results.Redirect(QueryHelpers.AddQueryString(back, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = state }));
            var code = Guid.NewGuid().ToString("N");
            _codes[code] = (client, back, request.Query["code_challenge"].ToString());
            return Results.Redirect(QueryHelpers.AddQueryString(back, new Dictionary<string, string?> { ["code"] = code, ["state"] = state }));
        });
    }

    /// <summary>A code counts once and for who asked, a refresh token once.</summary>
    public IResult Give(HttpRequest request)
    {
        var (client, secret) = request.Basic();
        if (!_clients.TryGetValue(client, out var known) || known.Secret != secret)
            return Paging.Problem(401, "invalid_client");
        var form = request.Form;
        var isGood = form["grant_type"].ToString() switch
        {
            "authorization_code" => _codes.TryRemove(form["code"].ToString(), out var code) && code.Client == client && code.Back == form["redirect_uri"]
                && code.Challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))),
            "refresh_token" => !source.RefusesRefresh && _refresh.TryRemove(form["refresh_token"].ToString(), out var owner) && owner == client,
            _ => false,
        };
        if (!isGood)
            return Paging.Problem(400, "invalid_grant");
        var refresh = Guid.NewGuid().ToString("N");
        _refresh[refresh] = client;
        return Results.Json(new { access_token = source.IssueToken(), token_type = "Bearer", expires_in = (int)source.TokenLife.TotalSeconds, refresh_token = refresh });
    }

    internal sealed record Registration([property: System.Text.Json.Serialization.JsonPropertyName("redirect_uris")] string[] RedirectUris);
}
