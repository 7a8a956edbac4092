using System.Security.Claims;
using CreditBridge.Core.Access;
using CreditBridge.Web.Security;
using Microsoft.AspNetCore.Authentication;

namespace CreditBridge.Web.SignIn;

/// <summary>
/// The campus's OpenID Connect provider: authorization code with PKCE and a nonce. What the handler has checked (signature, issuer, audience, times, nonce, state)
/// becomes a session only at the very end, when the ticket is whole.
/// </summary>
internal static partial class CampusOpenIdConnect
{
    public const string CallbackPath = "/sign-in/callback";

    public static void AddCampus(this AuthenticationBuilder authentication, SignInOptions.OpenIdConnectPart settings, IHostEnvironment environment) => authentication.AddOpenIdConnect(options =>
    {
        options.Authority = settings.Authority;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = !environment.IsDevelopment();
        options.ResponseType = "code";
        // By the address, so that cookies which no other site can send (SameSite=Lax) come along.
        options.ResponseMode = "query";
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.CallbackPath = CallbackPath;
        options.Scope.Add("email");
        foreach (var scope in settings.Scopes)
            options.Scope.Add(scope);
        BridgeCookies.Harden(options.CorrelationCookie, "correlation-", environment);
        BridgeCookies.Harden(options.NonceCookie, "nonce-", environment);
        options.Events.OnTicketReceived = async context =>
        {
            var arrival = context.HttpContext.RequestServices.GetRequiredService<CampusArrival>();
            context.HandleResponse();
            context.Response.Redirect(await arrival.EnterAsync(context.HttpContext, Read(context.Principal!, settings), SignInWay.OpenIdConnect, context.ReturnUri));
        };
        options.Events.OnAccessDenied = context =>
        {
            context.HandleResponse();
            context.Response.Redirect(CampusArrival.Refused(ArrivalRefusal.NotProven));
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            NotProven(context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CampusOpenIdConnect)), context.Failure?.GetType().Name ?? "", context.Failure?.InnerException?.GetType().Name ?? "");
            context.HandleResponse();
            context.Response.Redirect(CampusArrival.Refused(ArrivalRefusal.NotProven));
            return Task.CompletedTask;
        };
    });

    private static CampusIdentity Read(ClaimsPrincipal principal, SignInOptions.OpenIdConnectPart settings)
    {
        var subject = principal.FindFirst("sub")!;
        var email = principal.FindFirstValue("email")?.Trim() ?? "";
        var name = principal.FindFirstValue("name") ?? $"{principal.FindFirstValue("given_name")} {principal.FindFirstValue("family_name")}".Trim();
        return new(
            subject.Issuer, subject.Value, name.Length > 0 ? name : email, email,
            string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase),
            settings.StudentNumberClaim.Length > 0 ? principal.FindFirstValue(settings.StudentNumberClaim) : null,
            [.. principal.Claims.Select(claim => KeyValuePair.Create(claim.Type, claim.Value))]);
    }

    /// <summary>The kinds only: the messages hold tokens and addresses.</summary>
    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "A campus sign-in was refused: {Kind} {Cause}")]
    private static partial void NotProven(ILogger logger, string kind, string cause);
}
