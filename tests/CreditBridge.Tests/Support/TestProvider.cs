using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CreditBridge.Tests.Support;

/// <summary>A real OpenID Connect server (OpenIddict) on a loopback port: whoever arrives is already signed in there, as the test says. The ID tokens it hands out can be forged on the way.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "creditbridge";
    public const string ClientSecret = "only-for-tests";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private TestProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(Scopes.Email, Scopes.Profile);
            server.AddSigningKey(new RsaSecurityKey(_rsa) { KeyId = "test" }).AddEphemeralEncryptionKey();
            server.EnableDegradedMode().UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId)
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (Refuses)
                    context.Reject(Errors.AccessDenied);
                else
                    context.SignIn(Principal(context.Request));
                return default;
            }));
            server.AddEventHandler<ApplyTokenResponseContext>(handler => handler.UseInlineHandler(context =>
            {
                if (Forge is { } forge && context.Response.IdToken is { } token)
                    context.Response.IdToken = forge(token);
                return default;
            }).SetOrder(int.MinValue));
        });
        _app = builder.Build();
        _app.UseAuthentication();
    }

    public string Address => _app.Urls.Single();

    /// <summary>Who sits at the browser: claims by name.</summary>
    public Dictionary<string, object> Person { get; set; } = new() { ["sub"] = "u-1" };

    public bool Refuses { get; set; }

    /// <summary>What becomes of an ID token between the server and us.</summary>
    public Func<string, string>? Forge { get; set; }

    public static async Task<TestProvider> StartAsync()
    {
        var provider = new TestProvider();
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>Follows where the sign-in page sent the browser, and says where the provider sends it back to.</summary>
    public async Task<string> FollowAsync(string authorize)
    {
        using var answer = await _browser.GetAsync(authorize);
        return answer.Headers.Location?.PathAndQuery ?? throw new AssertFailedException($"The provider answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The same token with other claims, signed with the provider's own key.</summary>
    public string Signed(string token, Action<JsonObject> change) => Signed(token, change, _rsa);

    public static string Signed(string token, Action<JsonObject> change, RSA key)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        change(claims);
        var signed = $"{parts[0]}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>The same claims under 'alg: none'.</summary>
    public static string Unsigned(string token) => $"{Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8)}.{token.Split('.')[1]}.";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _browser.Dispose();
        _rsa.Dispose();
    }

    private ClaimsPrincipal Principal(OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("test", Claims.Name, Claims.Role);
        foreach (var (name, value) in Person)
        {
            if (value is string[] several)
                identity.SetClaims(name, [.. several]);
            else if (value is bool flag)
                identity.SetClaim(name, flag);
            else
                identity.SetClaim(name, (string)value);
        }

        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
